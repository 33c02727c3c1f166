package io.qipan.dispatch.peer;

import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.patrol.v1.GridServiceGrpc;
import io.qipan.proto.patrol.v1.LocatePointRequest;
import io.qipan.proto.patrol.v1.LocatePointResponse;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import java.util.Optional;

/** The grid of patrol-service as it is told on the wire: the same for each place. */
final class GridServer implements RpcService, GridServiceGrpc.AsyncService {
    private volatile LocatePointResponse answer = LocatePointResponse.getDefaultInstance();
    private volatile Optional<Status> refusal = Optional.empty();

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(GridServiceGrpc.bindService(this));
    }

    void answers(LocatePointResponse.Builder with) {
        answer = with.build();
    }

    void refuses(Status with) {
        refusal = Optional.of(with);
    }

    @Override
    public void locatePoint(LocatePointRequest request, StreamObserver<LocatePointResponse> observer) {
        if (refusal.isPresent()) {
            observer.onError(refusal.get().asRuntimeException());
            return;
        }
        observer.onNext(answer);
        observer.onCompleted();
    }
}
