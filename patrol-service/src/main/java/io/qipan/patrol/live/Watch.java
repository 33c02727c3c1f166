package io.qipan.patrol.live;

import io.grpc.stub.ServerCallStreamObserver;
import io.qipan.patrol.live.picture.Filter;
import io.qipan.patrol.live.picture.Picture;
import io.qipan.proto.patrol.v1.WatchUnitsResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Proof;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One open watch: takes in every turn, and tells what has come together whenever the reader takes something. */
final class Watch {
    /** The signal that the reader is ready may come before the wait for it. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private static final int MOST_UPDATES = 200;

    private final ServerCallStreamObserver<WatchUnitsResponse> reader;
    private final LivePicture live;
    private final Watches watches;
    private final LiveMeters meters;
    private final Caller caller;
    private final Proof proof;
    private final InstantSource clock;
    private final Pace pace;

    private final Semaphore news = new Semaphore(0);
    private Picture seen = Picture.blank();
    /** Units that were there in the beginning and are not told of yet; they are the first of those that wait. */
    private int ofSnapshot;

    private boolean snapshotTold;
    private long lastSent = System.nanoTime();

    Watch(
            ServerCallStreamObserver<WatchUnitsResponse> reader,
            LivePicture live,
            Watches watches,
            LiveMeters meters,
            Caller caller,
            Proof proof,
            InstantSource clock,
            Pace pace) {
        this.reader = reader;
        this.live = live;
        this.watches = watches;
        this.meters = meters;
        this.caller = caller;
        this.proof = proof;
        this.clock = clock;
        this.pace = pace;
        reader.setOnReadyHandler(this::wake);
        reader.setOnCancelHandler(this::wake);
    }

    /** Says that there may be something to do. Cheap. */
    void wake() {
        news.release();
    }

    /** Runs until the reader goes away; every other end is a refusal. */
    void run(Filter filter) throws InterruptedException {
        watches.enter(this);
        try {
            View view = new View(filter);
            seen = live.picture();
            view.take(seen.included(filter));
            ofSnapshot = view.waiting();
            while (!reader.isCancelled()) {
                check();
                keepUp(view);
                tell(view);
                boolean ignored = news.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                news.drainPermits();
            }
        } finally {
            watches.leave(this);
        }
    }

    private void check() {
        watches.check();
        if (caller.hasExpired(clock.instant())) {
            throw Refusal.of(Reason.TOKEN_EXPIRED, "The token expired while watching. Watch again with a new one.")
                    .with("expired_at", caller.expiresAt().toString())
                    .asException();
        }
        proof.check();
        if (!reader.isReady() && silentFor(pace.patience())) {
            throw Refusal.of(
                            Reason.WATCHER_TOO_SLOW,
                            "The watcher took nothing for " + pace.patience() + ". Watch again, and read.")
                    .asException();
        }
    }

    private boolean silentFor(Duration time) {
        return System.nanoTime() - lastSent >= time.toNanos();
    }

    private void keepUp(View view) {
        // Before the turns: what led to it is among them.
        Picture newest = live.picture();
        Optional<List<Turn>> turns = live.turnsAfter(seen.number());
        // Too far behind to go step by step: all may have changed.
        meters.conflated(turns.map(all -> take(view, all)).orElseGet(() -> view.takeAll(newest.units())));
        seen = newest;
    }

    private static int take(View view, List<Turn> turns) {
        return turns.stream().mapToInt(view::take).sum();
    }

    private void tell(View view) {
        boolean beat = silentFor(pace.heartbeat());
        while (reader.isReady() && !reader.isCancelled() && (beat || !snapshotTold || view.waiting() > 0)) {
            WatchUnitsResponse message = next(view);
            if (beat || message.getUpdatesCount() > 0 || message.getSnapshotComplete()) {
                reader.onNext(message);
                lastSent = System.nanoTime();
                beat = false;
            }
        }
    }

    private WatchUnitsResponse next(View view) {
        WatchUnitsResponse.Builder message = WatchUnitsResponse.newBuilder();
        while (view.waiting() > 0 && message.getUpdatesCount() < MOST_UPDATES) {
            view.next().ifPresent(message::addUpdates);
            ofSnapshot--;
        }
        if (!snapshotTold && ofSnapshot <= 0) {
            snapshotTold = true;
            message.setSnapshotComplete(true);
        }
        if (view.waiting() == 0) {
            message.setAsOf(Times.message(seen.asOf()));
        }
        return message.build();
    }
}
