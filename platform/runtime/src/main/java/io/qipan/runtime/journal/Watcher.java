package io.qipan.runtime.journal;

import io.grpc.stub.ServerCallStreamObserver;
import io.qipan.proto.common.v1.Bookmark;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One open watch: sends what its reader takes, and no faster. */
final class Watcher {
    /**
     * @param bookmarkEvery how long nothing may come
     * @param patience how long a reader may take for one message before it is told to come back later
     */
    record Pace(Duration bookmarkEvery, Duration patience) {

        /** Bookmarks well within the 10 s that the contract promises. */
        static final Pace USUAL = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(15));
    }

    private static final int PAGE = 500;

    private final Feed feed;
    private final FeedStore store;
    private final Selection selection;
    private final Caller caller;
    private final InstantSource clock;
    private final Pace pace;
    private final ServerCallStreamObserver<WatchResponse> reader;
    private final Semaphore readerMoved;

    Watcher(
            Feed feed,
            FeedStore store,
            Selection selection,
            Caller caller,
            InstantSource clock,
            Pace pace,
            ServerCallStreamObserver<WatchResponse> reader,
            Semaphore readerMoved) {
        this.feed = feed;
        this.store = store;
        this.selection = selection;
        this.caller = caller;
        this.clock = clock;
        this.pace = pace;
        this.reader = reader;
        this.readerMoved = readerMoved;
    }

    /** Runs until the reader goes away; every other end is a refusal. */
    void run(ResumeToken from, boolean initialState) throws InterruptedException {
        long revision = from.revision();
        if (initialState) {
            sendInitialState(from);
        }
        while (!reader.isCancelled()) {
            List<Sealed> changes = feed.after(revision, pace.bookmarkEvery());
            checkStillAllowed();
            long sent = revision;
            for (Sealed change : changes) {
                revision = change.revision();
                if (selection.includes(change)) {
                    send(change, new ResumeToken(feed.source(), revision, ""));
                    sent = revision;
                }
            }
            if (sent != revision || changes.isEmpty()) {
                sendBookmark(revision, false);
            }
        }
    }

    private void sendInitialState(ResumeToken from) throws InterruptedException {
        String after = from.resource();
        String[] kindArray = selection.kinds().toArray(String[]::new);
        List<Sealed> page;
        do {
            page = store.latest(kindArray, from.revision(), after, PAGE);
            for (Sealed state : page) {
                after = state.told().resource();
                if (selection.includes(state)) {
                    send(state, new ResumeToken(feed.source(), from.revision(), after));
                }
            }
        } while (FeedStore.mayGoOn(page, PAGE) && !reader.isCancelled());
        sendBookmark(from.revision(), true);
    }

    private void send(Sealed change, ResumeToken token) throws InterruptedException {
        send(WatchResponse.newBuilder()
                .setChange(change.message())
                .setResumeToken(token.toString())
                .build());
    }

    private void sendBookmark(long revision, boolean initialStateEnd) throws InterruptedException {
        send(WatchResponse.newBuilder()
                .setBookmark(Bookmark.newBuilder().setInitialStateEnd(initialStateEnd))
                .setResumeToken(new ResumeToken(feed.source(), revision, "").toString())
                .build());
    }

    private void send(WatchResponse message) throws InterruptedException {
        long patienceEnds = System.nanoTime() + pace.patience().toNanos();
        while (!reader.isReady() && !reader.isCancelled()) {
            long left = patienceEnds - System.nanoTime();
            if (left <= 0) {
                throw Refusal.of(
                                Reason.WATCHER_TOO_SLOW,
                                "The watcher took nothing for " + pace.patience() + ". Resume from the last token.")
                        .asException();
            }
            // The ready signal can come before the wait begins, so never rely on it alone.
            boolean ignored = readerMoved.tryAcquire(Math.min(left, 100_000_000L), TimeUnit.NANOSECONDS);
            readerMoved.drainPermits();
        }
        if (!reader.isCancelled()) {
            reader.onNext(message);
        }
    }

    private void checkStillAllowed() {
        if (feed.isClosed()) {
            throw Refusal.of(Reason.SHUTTING_DOWN, "The service is going down. Resume from the last token.")
                    .asException();
        }
        if (!clock.instant().isBefore(caller.expiresAt())) {
            throw Refusal.of(Reason.TOKEN_EXPIRED, "The token expired while watching. Resume with a new one.")
                    .with("expired_at", caller.expiresAt().toString())
                    .asException();
        }
    }
}
