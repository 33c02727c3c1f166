package io.qipan.patrol.sensor;

import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;

/** Forgets reports that are too old, but those of alarms, and sees to it that no silence is forgotten. */
@Singleton
public class ForgetReports {
    private static final Logger LOG = Logger.getLogger(ForgetReports.class);
    private static final String ACTOR = "system:sensor-reports";
    private static final Duration LOOK_EVERY = Duration.ofMinutes(10);
    /** Short transactions, so that nobody waits for this one. */
    private static final int AT_A_TIME = 5_000;

    private final UnitOfWork unitOfWork;
    private final Sensors sensors;
    private final SensorRecords records;
    private final SensorSettings settings;
    private final SensorMeters meters;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);

    public ForgetReports(
            UnitOfWork unitOfWork,
            Sensors sensors,
            SensorRecords records,
            SensorSettings settings,
            SensorMeters meters,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.sensors = sensors;
        this.records = records;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    public void start() {
        Thread.ofVirtual().name("sensor-reports").start(this::turnNowAndThen);
    }

    private void turnNowAndThen() {
        try {
            do {
                int ignored = turn();
            } while (!closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Both, whatever becomes of the other. Returns how many reports were forgotten. */
    public int turn() {
        int ignored = attempt("remind", () -> unitOfWork.run(ACTOR, () -> records.remindOfForgotten(Times.now(clock))));
        return attempt("forget", this::forget);
    }

    private int attempt(String task, IntSupplier work) {
        try {
            return work.getAsInt();
        } catch (RuntimeException e) {
            meters.failed(task);
            LOG.warnf("The task '%s' of sensors cannot be done now, trying again: %s", task, e.toString());
            return 0;
        }
    }

    private int forget() {
        int all = 0;
        int some;
        do {
            some = unitOfWork.run(
                    ACTOR, () -> sensors.forgetReports(clock.instant().minus(settings.reportsKept()), AT_A_TIME));
            all += some;
        } while (some == AT_A_TIME && closed.getCount() > 0);
        return all;
    }

    public void close() {
        closed.countDown();
    }
}
