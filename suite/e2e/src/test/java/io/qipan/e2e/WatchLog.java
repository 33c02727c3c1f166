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
    private final boolean ofOwnRows;
    private final CountDownLatch following = new CountDownLatch(1);
    private final List<Change> changes = new ArrayList<>();
    private final TreeMap<String, Integer> breaks = new TreeMap<>();
    private final Context.CancellableContext context = Context.ROOT.withCancellation();
    private final List<String> refused = new ArrayList<>();
    private String token = "";
    private boolean initial;
    private long from = Long.MAX_VALUE;

    private WatchLog(Board board, Service service, Optional<String> kind, boolean ofOwnRows) {
        this.board = board;
        this.service = service;
        this.kind = kind;
        this.ofOwnRows = ofOwnRows;
        this.initial = !ofOwnRows;
    }

    /** Returns when the watch has told the initial state, and so sees everything from here on. */
    static WatchLog follow(TestBoard board, Board client, Service service, Optional<String> kind)
            throws InterruptedException {
        return new WatchLog(client, service, kind, false).follow(board);
    }

    /** The same of an agency or a unit, which gets no initial state; returns when the watch has said its first word. */
    static WatchLog followOwn(TestBoard board, Board client, Service service, String kind) throws InterruptedException {
        return new WatchLog(client, service, Optional.of(kind), true).follow(board);
    }

    private WatchLog follow(TestBoard board) throws InterruptedException {
        Thread.ofVirtual().start(() -> context.run(this::keepWatching));
        if (!following.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError(this + " was not told within 30 s that it sees everything from now on");
        }
        from = 1 + Ledger.number(board.database(service), "select revision from feed_head");
        return this;
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
                request.setSendInitialState(!ofOwnRows);
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
        if (ofOwnRows || message.getBookmark().getInitialStateEnd()) {
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
