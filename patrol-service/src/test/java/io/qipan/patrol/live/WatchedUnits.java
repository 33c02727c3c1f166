package io.qipan.patrol.live;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qipan.proto.patrol.v1.LiveServiceGrpc;
import io.qipan.proto.patrol.v1.UnitFilter;
import io.qipan.proto.patrol.v1.UnitUpdate;
import io.qipan.proto.patrol.v1.WatchUnitsRequest;
import io.qipan.proto.patrol.v1.WatchUnitsResponse;
import io.qipan.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A watch of units from the reader's side. */
final class WatchedUnits extends ClientCall.Listener<WatchUnitsResponse> {
    private final BlockingQueue<WatchUnitsResponse> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<StatusRuntimeException> end = new CompletableFuture<>();
    private final ClientCall<WatchUnitsRequest, WatchUnitsResponse> call;

    private WatchedUnits(ClientCall<WatchUnitsRequest, WatchUnitsResponse> call) {
        this.call = call;
    }

    static WatchedUnits open(Channel channel, UnitFilter.Builder filter) {
        WatchedUnits watch = openTakingNothing(channel, filter);
        watch.take(Integer.MAX_VALUE);
        return watch;
    }

    static WatchedUnits openTakingNothing(Channel channel, UnitFilter.Builder filter) {
        WatchedUnits watch =
                new WatchedUnits(channel.newCall(LiveServiceGrpc.getWatchUnitsMethod(), CallOptions.DEFAULT));
        watch.call.start(watch, new Metadata());
        watch.call.sendMessage(WatchUnitsRequest.newBuilder().setFilter(filter).build());
        watch.call.halfClose();
        return watch;
    }

    /** Takes so many messages more. */
    void take(int messages) {
        call.request(messages);
    }

    @Override
    public void onMessage(WatchUnitsResponse message) {
        received.add(message);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        end.complete(status.asRuntimeException(trailers));
    }

    WatchUnitsResponse next() {
        try {
            WatchUnitsResponse next = received.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("Nothing came; the watch is " + (end.isDone() ? end.join() : "open"));
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What comes until the snapshot is complete. */
    List<UnitUpdate> snapshot() {
        List<UnitUpdate> updates = new ArrayList<>();
        WatchUnitsResponse next;
        do {
            next = next();
            updates.addAll(next.getUpdatesList());
        } while (!next.getSnapshotComplete());
        return updates;
    }

    /** The next message that tells of units. */
    List<UnitUpdate> updates() {
        WatchUnitsResponse next = next();
        while (next.getUpdatesCount() == 0) {
            next = next();
        }
        return next.getUpdatesList();
    }

    int receivedCount() {
        return received.size();
    }

    StatusRuntimeException end() {
        return TestDatabase.await(end);
    }

    void cancel() {
        call.cancel("The reader goes away", null);
    }
}
