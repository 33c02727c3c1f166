package io.qipan.runtime.journal;

import io.grpc.stub.ServerCallStreamObserver;
import io.qipan.proto.common.v1.Bookmark;
import io.qipan.proto.common.v1.Change;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.runtime.journal.Watcher.Pace;
import io.qipan.runtime.rpc.PatientStream;
import java.time.Duration;

/** The reader of one watch: it is sent what it takes, and no faster, and hears something from time to time. */
final class Outlet {
    private final PatientStream<WatchResponse> reader;
    private final Pace pace;
    private final Admission admission;
    private long lastSent = System.nanoTime();
    private String lastToken = "";

    Outlet(ServerCallStreamObserver<WatchResponse> reader, Pace pace, Admission admission) {
        this.reader = new PatientStream<>(reader, pace.patience(), "Resume from the last token.");
        this.pace = pace;
        this.admission = admission;
    }

    boolean isGone() {
        return reader.isGone();
    }

    void send(Change change, ResumeToken token) throws InterruptedException {
        send(WatchResponse.newBuilder()
                .setChange(change)
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
            WatchResponse bookmark = message(token, false);
            reader.sendNow(bookmark);
            sent(bookmark);
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
        reader.send(message, admission::check);
        sent(message);
    }

    private void sent(WatchResponse message) {
        lastSent = System.nanoTime();
        lastToken = message.getResumeToken();
    }
}
