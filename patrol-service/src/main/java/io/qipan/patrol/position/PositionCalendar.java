package io.qipan.patrol.position;

import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Sees to it that the days to come have a part, and that those which are too old have none any more. */
@Singleton
public class PositionCalendar {
    private static final Logger LOG = Logger.getLogger(PositionCalendar.class);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(10);
    /** As long may this fail without anybody noticing. */
    private static final int DAYS_AHEAD = 7;

    private final UnitOfWork unitOfWork;
    private final PositionDays days;
    private final InstantSource clock;
    private final Duration kept;
    private final CountDownLatch closed = new CountDownLatch(1);

    public PositionCalendar(
            UnitOfWork unitOfWork,
            PositionDays days,
            InstantSource clock,
            @ConfigProperty(name = "qipan.positions.kept") Duration kept) {
        this.unitOfWork = unitOfWork;
        this.days = days;
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
        SortedSet<LocalDate> own = unitOfWork.read(days::own);
        SortedSet<LocalDate> wanted =
                new TreeSet<>(unitOfWork.read(days::withoutOwn).tailSet(oldest));
        for (int ahead = -1; ahead <= DAYS_AHEAD; ahead++) {
            wanted.add(day(now).plusDays(ahead));
        }
        wanted.removeAll(own);
        wanted.forEach(day -> attempt("make " + day + " in", () -> change(() -> days.add(day))));
        own.headSet(oldest).forEach(day -> attempt("take " + day + " out of", () -> change(() -> days.takeOut(day))));
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private void change(Runnable change) {
        unitOfWork.run("system:position-calendar", () -> {
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
