package io.qipan.patrol.coverage;

import io.qipan.patrol.coverage.MeasureTrack.Measured;
import io.qipan.patrol.position.TrackChanges;
import io.qipan.patrol.position.TrackChanges.Claim;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Measures behind those who store fixes, one unit in each transaction. Several threads and replicas share the work; what one that
 * dies was at comes back with its transaction.
 */
@Singleton
public class CoverageWorker {
    private static final Logger LOG = Logger.getLogger(CoverageWorker.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration COUNT_EVERY = Duration.ofSeconds(5);

    private final UnitOfWork unitOfWork;
    private final MeasureTrack measureTrack;
    private final FollowGrid followGrid;
    private final TrackChanges changes;
    private final CoverageMeters meters;
    private final InstantSource clock;
    private final int threads;
    private final Duration collecting;
    private final CountDownLatch closed = new CountDownLatch(1);

    public CoverageWorker(
            UnitOfWork unitOfWork,
            MeasureTrack measureTrack,
            FollowGrid followGrid,
            TrackChanges changes,
            CoverageMeters meters,
            InstantSource clock,
            @ConfigProperty(name = "qipan.coverage.threads") int threads,
            @ConfigProperty(name = "qipan.coverage.collecting") Duration collecting) {
        this.unitOfWork = unitOfWork;
        this.measureTrack = measureTrack;
        this.followGrid = followGrid;
        this.changes = changes;
        this.meters = meters;
        this.clock = clock;
        this.threads = threads;
        this.collecting = collecting;
    }

    public void start() {
        IntStream.range(0, threads)
                .forEach(i -> Thread.ofVirtual().name("coverage-" + i).start(() -> repeat(this::measure)));
        Thread.ofVirtual().name("coverage-grid").start(() -> repeat(this::follow));
        Thread.ofVirtual().name("coverage-count").start(this::count);
    }

    private interface Step {
        /** Whether there may be more to do at once. */
        boolean run();
    }

    private void repeat(Step step) {
        try {
            boolean isMore = true;
            while (isMore || !closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                isMore = attempt(step) && closed.getCount() > 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean attempt(Step step) {
        try {
            return step.run();
        } catch (RuntimeException | Error e) {
            // An Error too: one thread fewer would measure, and nobody would notice.
            meters.failed();
            LOG.warnf("Coverage cannot go on now, trying again: %s", e.toString());
            return false;
        }
    }

    /** Measures one unit; false if none waits. */
    public boolean measure() {
        long begun = System.nanoTime();
        Claimed claimed = new Claimed();
        try {
            Optional<Measured> measured = unitOfWork.run("system:coverage", () -> {
                Optional<Claim> claim = changes.claim(clock.instant(), collecting);
                claimed.unit = claim.map(Claim::unit);
                return claim.map(taken -> measureTrack.measure(taken, clock.instant()));
            });
            measured.ifPresent(done -> meters.measured(done, System.nanoTime() - begun));
            return measured.isPresent();
        } catch (RuntimeException | Error e) {
            claimed.unit.ifPresent(this::putBack);
            throw e;
        }
    }

    /** What the transaction took, known outside of it even when it rolls back. */
    private static final class Claimed {
        Optional<String> unit = Optional.empty();
    }

    private void putBack(String unit) {
        LOG.warnf("The track of %s cannot be measured now, others go first", unit);
        unitOfWork.run("system:coverage", () -> {
            changes.putBack(unit, clock.instant());
            return unit;
        });
    }

    /** Follows the grid a step further; false if there is nothing to follow. */
    public boolean follow() {
        return unitOfWork.run("system:coverage", () -> followGrid.next(clock.instant()));
    }

    private void count() {
        try {
            do {
                attempt(() -> {
                    meters.waiting(unitOfWork.read(changes::waiting), clock.instant());
                    return false;
                });
            } while (!closed.await(COUNT_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public void close() {
        closed.countDown();
    }
}
