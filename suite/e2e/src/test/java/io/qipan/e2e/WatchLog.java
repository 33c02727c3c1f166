package io.qipan.e2e;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qipan.launcher.Board;
import io.qipan.launcher.Service;
import io.qipan.proto.common.v1.Change;
import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.proto.common.v1.WatchServiceGrpc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A watcher that writes down all it sees, and resumes with its last token whenever the stream breaks. */
final class WatchLog implements AutoCloseable {

    private static final Duration BEFORE_RESUMING = Duration.ofMillis(100);

    private final Board board;
    private final Service service;
    private final Optional<String> kind;
    private final CountDownLatch following = new CountDownLatch(1);
    private final List<Change> changes = new ArrayList<>();
    private final TreeMap<String, Integer> breaks = new TreeMap<>();
    private final Context.CancellableContext context = Context.ROOT.withCancellation();
    private final List<String> refused = new ArrayList<>();
    private String token = "";
    private boolean initial = true;
    private long from = Long.MAX_VALUE;

    private WatchLog(Board board, Service service, Optional<String> kind) {
        this.board = board;
        this.service = service;
        this.kind = kind;
    }

    /** Returns when the watch has told the initial state, and so sees everything from here on. */
    static WatchLog follow(TestBoard board, Board client, Service service, Optional<String> kind)
            throws InterruptedException {
        WatchLog log = new WatchLog(client, service, kind);
        Thread.ofVirtual().start(() -> log.context.run(log::keepWatching));
        if (!log.following.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError(log + " did not get the initial state within 30 s");
        }
        log.from = 1 + Ledger.number(board.database(service), "select revision from feed_head");
        return log;
    }

    private void keepWatching() {
        while (!context.isCancelled()) {
            try {
                watch();
                noteBreak("the stream ended");
            } catch (StatusRuntimeException e) {
                noteBreak(e.getStatus().getCode().name());
                mustResume(e);
            }
            Pause.of(BEFORE_RESUMING);
        }
    }

    /** A token of this feed is one of this feed, whatever state its service is in. */
    private synchronized void mustResume(StatusRuntimeException failure) {
        if (failure.getStatus().getCode() == Status.Code.INVALID_ARGUMENT) {
            refused.add(failure.toString());
        }
    }

    private void watch() {
        WatchRequest.Builder request = WatchRequest.newBuilder();
        kind.ifPresent(request::addKinds);
        synchronized (this) {
            if (token.isEmpty()) {
                request.setSendInitialState(true);
            } else {
                request.setOptionalResumeToken(token);
            }
        }
        Iterator<WatchResponse> stream =
                WatchServiceGrpc.newBlockingStub(board.channel(service)).watch(request.build());
        while (stream.hasNext()) {
            process(stream.next());
        }
    }

    private synchronized void process(WatchResponse message) {
        if (message.hasChange() && !initial) {
            changes.add(message.getChange());
        }
        if (message.getBookmark().getInitialStateEnd()) {
            initial = false;
            following.countDown();
        }
        token = message.getResumeToken();
    }

    private synchronized void noteBreak(String how) {
        breaks.merge(how, 1, Integer::sum);
    }

    /** How often the stream ended before its time. */
    synchronized int breaks() {
        return breaks.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How a resume was refused that should not have been. */
    synchronized List<String> refusedResumes() {
        return List.copyOf(refused);
    }

    Service service() {
        return service;
    }

    Optional<String> kind() {
        return kind;
    }

    /** The changes in the order in which they came, without the initial state. */
    synchronized List<Change> changes() {
        return List.copyOf(changes);
    }

    /** The first revision that it cannot have missed by coming late. */
    long from() {
        return from;
    }

    /** The last revision that came, 0 if none did. */
    synchronized long last() {
        return changes.isEmpty() ? 0 : changes.getLast().getRevision();
    }

    @Override
    public void close() {
        context.cancel(null);
    }

    @Override
    public synchronized String toString() {
        return "The watcher of " + service.processName()
                + kind.map(k -> " " + k).orElse("") + " (" + changes.size() + " changes, streams broken by " + breaks
                + ")";
    }
}
