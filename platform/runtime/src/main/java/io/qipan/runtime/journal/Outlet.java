package io.qipan.runtime.journal;

import io.grpc.stub.ServerCallStreamObserver;
import io.qipan.proto.common.v1.Bookmark;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.runtime.journal.Watcher.Pace;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The reader of one watch: it is sent what it takes, and no faster, and hears something from time to time. */
final class Outlet {
    /** The ready signal can come before the wait for it begins, so never rely on it alone. */
    private static final long LOOK_AGAIN_NS = 100_000_000L;

    private final ServerCallStreamObserver<WatchResponse> reader;
    private final Semaphore readerMoved = new Semaphore(0);
    private final Pace pace;
    private final Admission admission;
    private long lastSent = System.nanoTime();
    private String lastToken = "";

    Outlet(ServerCallStreamObserver<WatchResponse> reader, Pace pace, Admission admission) {
        this.reader = reader;
        this.pace = pace;
        this.admission = admission;
        reader.setOnReadyHandler(readerMoved::release);
        reader.setOnCancelHandler(readerMoved::release);
    }

    boolean isGone() {
        return reader.isCancelled();
    }

    void send(Sealed change, ResumeToken token) throws InterruptedException {
        send(WatchResponse.newBuilder()
                .setChange(change.message())
                .setResumeToken(token.toString())
                .build());
    }

    void bookmark(ResumeToken token, boolean initialStateEnd) throws InterruptedException {
        send(message(token, initialStateEnd));
    }

    /** Sends a bookmark if nothing was sent for so long that the reader must hear something. */
    void bookmarkIfSilent(ResumeToken token) throws InterruptedException {
        if (!untilBookmark().isPositive()) {
            bookmark(token, false);
        }
    }

    /** Sends a bookmark that tells something new, if that needs no waiting. */
    void bookmarkIfTaken(ResumeToken token) {
        if (reader.isReady() && !token.toString().equals(lastToken)) {
            sendNow(message(token, false));
        }
    }

    /** How long nothing need be sent. */
    Duration untilBookmark() {
        return pace.bookmarkEvery().minusNanos(System.nanoTime() - lastSent);
    }

    private static WatchResponse message(ResumeToken token, boolean initialStateEnd) {
        return WatchResponse.newBuilder()
                .setBookmark(Bookmark.newBuilder().setInitialStateEnd(initialStateEnd))
                .setResumeToken(token.toString())
                .build();
    }

    private void send(WatchResponse message) throws InterruptedException {
        long patienceEnds = System.nanoTime() + pace.patience().toNanos();
        while (!reader.isReady() && !reader.isCancelled()) {
            admission.check();
            long left = patienceEnds - System.nanoTime();
            if (left <= 0) {
                throw Refusal.of(
                                Reason.WATCHER_TOO_SLOW,
                                "The watcher took nothing for " + pace.patience() + ". Resume from the last token.")
                        .asException();
            }
            boolean ignored = readerMoved.tryAcquire(Math.min(left, LOOK_AGAIN_NS), TimeUnit.NANOSECONDS);
            readerMoved.drainPermits();
        }
        sendNow(message);
    }

    private void sendNow(WatchResponse message) {
        if (!reader.isCancelled()) {
            reader.onNext(message);
            lastSent = System.nanoTime();
            lastToken = message.getResumeToken();
        }
    }
}
