package io.qipan.runtime.journal;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.proto.common.v1.WatchServiceGrpc;
import io.qipan.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A watch from the reader's side. */
final class RecordedWatch extends ClientCall.Listener<WatchResponse> {

    private final BlockingQueue<WatchResponse> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<StatusRuntimeException> end = new CompletableFuture<>();
    private final ClientCall<WatchRequest, WatchResponse> call;

    private RecordedWatch(ClientCall<WatchRequest, WatchResponse> call) {
        this.call = call;
    }

    static RecordedWatch open(Channel channel, WatchRequest request) {
        return openTaking(Integer.MAX_VALUE, channel, request);
    }

    /** Takes this many messages and no more. */
    static RecordedWatch openTaking(int messages, Channel channel, WatchRequest request) {
        RecordedWatch watch =
                new RecordedWatch(channel.newCall(WatchServiceGrpc.getWatchMethod(), CallOptions.DEFAULT));
        watch.call.start(watch, new Metadata());
        watch.call.request(messages);
        watch.call.sendMessage(request);
        watch.call.halfClose();
        return watch;
    }

    @Override
    public void onMessage(WatchResponse message) {
        received.add(message);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        end.complete(status.asRuntimeException(trailers));
    }

    /** The next message of any kind. */
    WatchResponse next() {
        try {
            WatchResponse next = received.poll(20, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("Nothing came; the watch is " + (end.isDone() ? end.join() : "open"));
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The end of the initial state, after nothing but bookmarks: on a busy machine there is silence before it. */
    WatchResponse nextInitialStateEnd() {
        WatchResponse next = next();
        while (next.hasBookmark() && !next.getBookmark().getInitialStateEnd()) {
            next = next();
        }
        if (next.hasChange()) {
            throw new AssertionError("A change came before the end of the initial state: " + text(next));
        }
        return next;
    }

    /** The next changes; bookmarks between them are passed over. */
    List<WatchResponse> nextChangeMessages(int count) {
        List<WatchResponse> changes = new ArrayList<>();
        while (changes.size() < count) {
            WatchResponse next = next();
            if (next.hasChange()) {
                changes.add(next);
            }
        }
        return changes;
    }

    List<String> nextChanges(int count) {
        return changes(nextChangeMessages(count));
    }

    /** The changes among messages, as revision and resource. */
    static List<String> changes(List<WatchResponse> messages) {
        return messages.stream()
                .filter(WatchResponse::hasChange)
                .map(RecordedWatch::text)
                .toList();
    }

    static String text(WatchResponse message) {
        return message.getChange().getRevision() + " " + message.getChange().getResource();
    }

    StatusRuntimeException end() {
        return TestDatabase.await(end);
    }

    void cancel() {
        call.cancel("The reader goes away", null);
    }
}
