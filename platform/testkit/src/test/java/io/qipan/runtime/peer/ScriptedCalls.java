package io.qipan.runtime.peer;

import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.GetCallResponse;
import io.qipan.runtime.rpc.RpcService;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Queue;

/** Ends calls as it is told, in turn, and answers those after. Counts what reaches it. */
final class ScriptedCalls implements RpcService, CallServiceGrpc.AsyncService {
    private final Queue<Status> script = new ArrayDeque<>();
    private boolean silent;
    private int served;

    /** Asks for call 1 and returns its name. */
    static String ask(Peer peer) {
        return peer.call(channel -> CallServiceGrpc.newBlockingStub(channel)
                        .getCall(GetCallRequest.newBuilder().setName("calls/1").build()))
                .getCall()
                .getName();
    }

    @Override
    public ServerServiceDefinition bindService() {
        return CallServiceGrpc.bindService(this);
    }

    /** So many of the next calls end so. {@link Status#OK} is an answer. */
    synchronized void endNext(int calls, Status status) {
        script.addAll(Collections.nCopies(calls, status));
    }

    /** From now on nobody hears an answer. */
    synchronized void fallSilent() {
        silent = true;
    }

    synchronized void speakAgain() {
        silent = false;
    }

    /** How many calls have come. */
    synchronized int served() {
        return served;
    }

    @Override
    public synchronized void getCall(GetCallRequest request, StreamObserver<GetCallResponse> observer) {
        served++;
        if (silent) {
            return;
        }
        Status status = script.isEmpty() ? Status.OK : script.remove();
        if (status.isOk()) {
            observer.onNext(GetCallResponse.newBuilder()
                    .setCall(Call.newBuilder().setName(request.getName()))
                    .build());
            observer.onCompleted();
        } else {
            observer.onError(status.asRuntimeException());
        }
    }
}
