package io.qipan.bench.orders;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.stub.StreamObserver;
import io.qipan.launcher.Bearer;
import io.qipan.launcher.Board;
import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.proto.common.v1.WatchServiceGrpc;
import io.qipan.proto.dispatch.v1.CommandNotice;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** A unit that watches for its notices, with its own token. */
final class WatchingUnit implements StreamObserver<WatchResponse> {

    private final String unit;
    private final BiConsumer<String, CommandNotice> seen;
    private final CompletableFuture<Void> watching = new CompletableFuture<>();

    /** @param seen is told the unit and every notice that comes to it */
    WatchingUnit(Board board, String unit, String token, BiConsumer<String, CommandNotice> seen) {
        this.unit = unit;
        this.seen = seen;
        WatchServiceGrpc.newStub(board.dispatch())
                .withCallCredentials(new Bearer(token))
                .watch(WatchRequest.newBuilder().addKinds("commandNotices").build(), this);
    }

    /** Completes with the first message, which comes at once. */
    CompletableFuture<Void> watching() {
        return watching;
    }

    @Override
    public void onNext(WatchResponse response) {
        watching.complete(null);
        if (response.hasChange()) {
            try {
                seen.accept(unit, response.getChange().getState().unpack(CommandNotice.class));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("A notice cannot be read", e);
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
