package io.qipan.patrol.position;

import io.grpc.Context;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Sees to it that the days to come have a part, and that those which are too old are in the archive. */
@Singleton
public class PositionCalendar {
    private static final Logger LOG = Logger.getLogger(PositionCalendar.class);
    private static final String ACTOR = "system:position-calendar";
    private static final Duration LOOK_EVERY = Duration.ofMinutes(10);
    /** More than reading any day takes. */
    private static final Duration PATIENCE = Duration.ofHours(12);
    /** As long may this fail without anybody noticing. */
    private static final int DAYS_AHEAD = 7;
    /** Days of one transaction, which holds a few locks for each. */
    private static final int AT_ONCE = 30;

    private final UnitOfWork unitOfWork;
    private final PositionDays days;
    private final PositionMeters meters;
    private final InstantSource clock;
    private final Duration kept;
    private final CountDownLatch closed = new CountDownLatch(1);

    public PositionCalendar(
            UnitOfWork unitOfWork,
            PositionDays days,
            PositionMeters meters,
            InstantSource clock,
            @ConfigProperty(name = "qipan.positions.kept") Duration kept) {
        this.unitOfWork = unitOfWork;
        this.days = days;
        this.meters = meters;
        this.clock = clock;
        this.kept = kept;
    }

    public void start() {
        Thread.ofVirtual().name("position-calendar").start(this::turnNowAndThen);
    }

    private void turnNowAndThen() {
        try {
            do {
                attempt("read the days of", this::turn);
            } while (!closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does what is to be done today. */
    public void turn() {
        Instant now = clock.instant();
        // A day longer than fixes are taken, so that none is under way to a day that goes.
        LocalDate oldest = day(now.minus(kept)).minusDays(1);
        unitOfWork
                .read(days::detached)
                .forEach(day -> attempt("put " + day + " into the archive of", () -> archive(day, now)));
        attempt("tidy the days of", () -> change(() -> days.tidy(now)));
        // Before others are made: a day that comes back has its table.
        unitOfWork
                .read(days::archived)
                .tailSet(oldest)
                .forEach(day -> attempt("take " + day + " back into", () -> change(() -> days.putBack(day))));
        SortedSet<LocalDate> own = unitOfWork.read(days::own);
        SortedSet<LocalDate> waiting = unitOfWork.read(days::withoutOwn).tailSet(oldest);
        SortedSet<LocalDate> wanted = new TreeSet<>(waiting);
        for (int ahead = -1; ahead <= DAYS_AHEAD; ahead++) {
            wanted.add(day(now).plusDays(ahead));
        }
        wanted.removeAll(own);
        some(wanted, waiting).forEach(some -> attempt("make " + some + " in", () -> change(() -> days.add(some))));
        own.headSet(oldest).forEach(day -> attempt("take " + day + " out of", () -> takeOut(day, now)));
        unitOfWork
                .read(days::ofUnknownUnits)
                .forEach(day -> attempt("learn whose is " + day + " of", () -> change(() -> days.learnUnits(day))));
        meters.days(
                unitOfWork.read(days::own).size(),
                unitOfWork.read(days::archived).size(),
                unitOfWork.read(days::allGone));
    }

    private void takeOut(LocalDate day, Instant now) {
        makeSure(day);
        change(() -> days.takeOut(day, now));
    }

    private void archive(LocalDate day, Instant now) {
        makeSure(day);
        change(() -> days.archive(day, now));
    }

    /** Of its bounds, so that the move need not read it. */
    private void makeSure(LocalDate day) {
        boolean isToCheck = unitOfWork.run(ACTOR, () -> days.stateBounds(day));
        if (isToCheck) {
            patiently(() -> change(() -> days.checkBounds(day)));
        }
    }

    /** Without the patience that work in the background has otherwise: a day may be larger than can be read in it. */
    private static void patiently(Runnable work) {
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
            Context.CancellableContext patient =
                    Context.current().withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS, timer);
            try {
                patient.run(work);
            } finally {
                patient.cancel(null);
            }
        }
    }

    /** Each that has fixes alone, so that what is moved at once stays small. */
    private static List<List<LocalDate>> some(SortedSet<LocalDate> days, SortedSet<LocalDate> waiting) {
        List<LocalDate> empty =
                days.stream().filter(day -> !waiting.contains(day)).toList();
        List<List<LocalDate>> all = new ArrayList<>();
        for (int i = 0; i < empty.size(); i += AT_ONCE) {
            all.add(empty.subList(i, Math.min(empty.size(), i + AT_ONCE)));
        }
        days.stream().filter(waiting::contains).map(List::of).forEach(all::add);
        return all;
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private void change(Runnable change) {
        unitOfWork.run(ACTOR, () -> {
            change.run();
            return true;
        });
    }

    private static void attempt(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.warnf("Cannot %s the positions now, trying again: %s", what, e.toString());
        }
    }

    public void close() {
        closed.countDown();
    }
}
