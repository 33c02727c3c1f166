package io.qipan.runtime.journal;

import io.grpc.stub.ServerCallStreamObserver;
import io.qipan.proto.common.v1.Bookmark;
import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
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
    private final WatchRequest request;
    private final Set<String> kinds;
    private final Caller caller;
    private final InstantSource clock;
    private final Pace pace;
    private final ServerCallStreamObserver<WatchResponse> reader;
    private final Semaphore readerMoved = new Semaphore(0);

    Watcher(
            Feed feed,
            FeedStore store,
            WatchRequest request,
            Caller caller,
            InstantSource clock,
            Pace pace,
            ServerCallStreamObserver<WatchResponse> reader) {
        this.feed = feed;
        this.store = store;
        this.request = request;
        this.kinds = Set.copyOf(request.getKindsList());
        this.caller = caller;
        this.clock = clock;
        this.pace = pace;
        this.reader = reader;
    }

    void readerMoved() {
        readerMoved.release();
    }

    /** Runs until the reader goes away; every other end is a refusal. */
    void run(ResumeToken from) throws InterruptedException {
        long revision = from.revision();
        if (from.inInitialState()
                || (request.getSendInitialState()
                        && request.getOptionalResumeToken().isEmpty())) {
            sendInitialState(from);
        }
        while (!reader.isCancelled()) {
            List<Sealed> changes = feed.after(revision, pace.bookmarkEvery());
            checkStillAllowed();
            long sent = revision;
            for (Sealed change : changes) {
                revision = change.revision();
                if (matches(change)) {
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
        String[] kindArray = kinds.toArray(String[]::new);
        List<Sealed> page;
        do {
            page = store.latest(kindArray, from.revision(), after, PAGE);
            for (Sealed state : page) {
                after = state.told().resource();
                if (matches(state)) {
                    send(state, new ResumeToken(feed.source(), from.revision(), after));
                }
            }
        } while (FeedStore.mayGoOn(page, PAGE) && !reader.isCancelled());
        sendBookmark(from.revision(), true);
    }

    private boolean matches(Sealed change) {
        return (kinds.isEmpty() || kinds.contains(change.kind()))
                && (request.getOptionalResource().isEmpty()
                        || request.getOptionalResource().equals(change.told().resource()));
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
