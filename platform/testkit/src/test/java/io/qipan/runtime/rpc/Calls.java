package io.qipan.runtime.rpc;

import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.GetCallResponse;
import io.qipan.proto.dispatch.v1.ListCallsRequest;
import io.qipan.proto.dispatch.v1.ListCallsResponse;
import java.util.function.Function;

/** A real contract over a handler that the test gives. {@code ListCalls} ends with whatever the handler throws itself. */
public final class Calls implements RpcService, CallServiceGrpc.AsyncService {

    private final Function<GetCallRequest, String> work;

    public Calls(Function<GetCallRequest, String> work) {
        this.work = work;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(CallServiceGrpc.bindService(this));
    }

    @Override
    public void getCall(GetCallRequest request, StreamObserver<GetCallResponse> observer) {
        Answer.unary(
                observer,
                () -> GetCallResponse.newBuilder()
                        .setCall(Call.newBuilder().setName(request.getName()).setDescription(work.apply(request)))
                        .build());
    }

    /** Ends without a reason, as library code does. */
    @Override
    public void listCalls(ListCallsRequest request, StreamObserver<ListCallsResponse> observer) {
        observer.onError(Status.UNKNOWN
                .withDescription("java.lang.NullPointerException in io.qipan.Secret")
                .asRuntimeException());
    }
}
