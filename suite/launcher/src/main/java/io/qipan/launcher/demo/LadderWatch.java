package io.qipan.launcher.demo;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Channel;
import io.grpc.Context;
import io.qipan.launcher.client.Stamps;
import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.proto.common.v1.WatchServiceGrpc;
import io.qipan.proto.dispatch.v1.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Follows one order while nobody acknowledges it. */
final class LadderWatch {

    /**
     * @param at when the service took the step
     */
    record Rung(int step, String action, Instant at) {}

    private final WatchServiceGrpc.WatchServiceBlockingStub watch;

    LadderWatch(Channel dispatch, io.grpc.CallCredentials watcher) {
        this.watch = WatchServiceGrpc.newBlockingStub(dispatch).withCallCredentials(watcher);
    }

    /**
     * Tells of each rung as it is taken, until so many are.
     *
     * @param patience how long to wait for them
     * @return how many were taken
     */
    int follow(String order, int rungs, Duration patience, Consumer<Rung> listener) {
        WatchRequest request = WatchRequest.newBuilder()
                .addKinds("orders")
                .setOptionalResource(order)
                .setSendInitialState(true)
                .build();
        Context.CancellableContext context = Context.current().withCancellation();
        try {
            return context.call(() -> read(
                    watch.withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS)
                            .watch(request),
                    rungs,
                    listener));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The watch of " + order + " cannot be read", e);
        } finally {
            context.cancel(null);
        }
    }

    private static int read(Iterator<WatchResponse> messages, int rungs, Consumer<Rung> listener)
            throws InvalidProtocolBufferException {
        int seen = 0;
        while (seen < rungs && messages.hasNext()) {
            WatchResponse message = messages.next();
            if (!message.hasChange()) {
                continue;
            }
            Order order = message.getChange().getState().unpack(Order.class);
            for (Order.Escalation escalation : order.getEscalationsList().subList(seen, order.getEscalationsCount())) {
                listener.accept(
                        new Rung(escalation.getStep(), escalation.getAction(), Stamps.instant(escalation.getAt())));
                seen++;
            }
        }
        return seen;
    }
}
