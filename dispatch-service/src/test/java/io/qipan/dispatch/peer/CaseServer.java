package io.qipan.dispatch.peer;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.OpenCaseRequest;
import io.qipan.proto.ecology.v1.OpenCaseResponse;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import java.util.ArrayList;
import java.util.List;

/** Opens the same case for whatever it is asked, and remembers what that was. */
final class CaseServer implements RpcService, CaseServiceGrpc.AsyncService {
    static final String CASE = "cases/01939b4e-0000-7000-8000-000000000009";

    private final List<OpenCaseRequest> asked = new ArrayList<>();

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(CaseServiceGrpc.bindService(this));
    }

    synchronized List<OpenCaseRequest> asked() {
        return List.copyOf(asked);
    }

    synchronized List<String> requestIds() {
        return asked.stream().map(OpenCaseRequest::getRequestId).toList();
    }

    @Override
    public synchronized void openCase(OpenCaseRequest request, StreamObserver<OpenCaseResponse> observer) {
        asked.add(request);
        observer.onNext(OpenCaseResponse.newBuilder()
                .setCase(Case.newBuilder().setName(CASE))
                .build());
        observer.onCompleted();
    }
}
