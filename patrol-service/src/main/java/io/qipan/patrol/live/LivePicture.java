package io.qipan.patrol.live;

import io.qipan.patrol.live.picture.Easel;
import io.qipan.patrol.live.picture.Easel.Drawn;
import io.qipan.patrol.live.picture.Picture;
import io.qipan.patrol.unit.LiveUnits;
import io.qipan.patrol.unit.UnitChanges;
import io.qipan.patrol.unit.UnitChanges.Mark;
import io.qipan.patrol.unit.Units;
import io.qipan.patrol.unit.model.Search;
import io.qipan.patrol.unit.model.Search.Found;
import io.qipan.patrol.unit.model.Search.Season;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/** All units as this replica knows them. Follows the database by whole snapshots, so it shows nothing half done. */
@Singleton
public class LivePicture implements LiveUnits {
    /**
     * How often everything is read. Nothing should depend on it but this: transaction ids of which nothing had reached the
     * disk when PostgreSQL crashed are used again, and what changes under such an id could be taken for known.
     */
    private static final Duration AFRESH = Duration.ofMinutes(10);

    private final UnitOfWork unitOfWork;
    private final Units units;
    private final InstantSource clock;
    private final LiveMeters meters;
    private final Easel easel = new Easel();
    private final RecentTurns recent = new RecentTurns();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock refreshing = new ReentrantLock();
    private Optional<Mark> mark = Optional.empty();
    private Instant afreshAt = Instant.MIN;
    private volatile Picture picture = Picture.blank();

    public LivePicture(UnitOfWork unitOfWork, Units units, InstantSource clock, LiveMeters meters) {
        this.unitOfWork = unitOfWork;
        this.units = units;
        this.clock = clock;
        this.meters = meters;
        meters.watch(this);
    }

    /** Never waits. */
    public Picture picture() {
        return picture;
    }

    @Override
    public Found nearest(Search search, Season season, Instant now) {
        return picture.nearest(search, season, now);
    }

    /** How long ago the picture was known to be true. */
    public Duration age() {
        return Duration.between(picture.asOf(), clock.instant());
    }

    /** Catches up with the database. When it fails the picture stays as it is, and the next time reads everything. */
    public void refresh() {
        refreshing.lock();
        try {
            Instant asOf = Times.now(clock);
            Optional<Mark> from = asOf.isBefore(afreshAt) ? mark : Optional.empty();
            mark = Optional.empty();
            UnitChanges changes = meters.timed(() -> unitOfWork.read(
                    () -> from.map(known -> units.since(known, asOf)).orElseGet(() -> units.all(asOf))));
            take(changes, asOf);
            mark = Optional.of(changes.mark());
            if (changes.everything()) {
                afreshAt = asOf.plus(AFRESH);
            }
        } finally {
            refreshing.unlock();
        }
    }

    private void take(UnitChanges changes, Instant asOf) {
        if (changes.isEmpty() && !easel.isOutOfDate(asOf)) {
            picture = picture.at(asOf);
            return;
        }
        Drawn drawn = easel.draw(changes, asOf);
        recent.add(Turn.to(drawn));
        picture = drawn.picture();
        listeners.forEach(Runnable::run);
    }

    /** What was done to the picture after the one of this number, oldest first; empty if that is not known any more. */
    Optional<List<Turn>> turnsAfter(long number) {
        return recent.after(number);
    }

    /** Has something done after each turn; it must be quick and must not throw. */
    void onTurn(Runnable listener) {
        listeners.add(listener);
    }
}
