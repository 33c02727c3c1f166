package io.qipan.bench.fleet;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.grpc.stub.StreamObserver;
import io.qipan.launcher.Bearer;
import io.qipan.launcher.Board;
import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.proto.common.v1.WatchServiceGrpc;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A unit that watches, with its own token, what dispatch-service tells it. */
public final class UnitWatch<M extends Message> implements StreamObserver<WatchResponse> {

    private final Class<M> type;
    private final Consumer<M> seen;
    private final CompletableFuture<Void> watching = new CompletableFuture<>();

    /**
     * @param kind of the resources, and {@code type} their message
     * @param seen is told every change that comes to the unit
     */
    public UnitWatch(Board board, Bearer token, String kind, Class<M> type, Consumer<M> seen) {
        this.type = type;
        this.seen = seen;
        WatchServiceGrpc.newStub(board.dispatch())
                .withCallCredentials(token)
                .watch(WatchRequest.newBuilder().addKinds(kind).build(), this);
    }

    /** Completes with the first message, which comes at once. */
    public CompletableFuture<Void> watching() {
        return watching;
    }

    @Override
    public void onNext(WatchResponse response) {
        watching.complete(null);
        if (response.hasChange()) {
            try {
                seen.accept(response.getChange().getState().unpack(type));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("A change cannot be read", e);
            }
        }
    }

    @Override
    public void onError(Throwable cause) {
        watching.completeExceptionally(cause);
    }

    @Override
    public void onCompleted() {
        onError(new IllegalStateException("The service ended the watch"));
    }
}
