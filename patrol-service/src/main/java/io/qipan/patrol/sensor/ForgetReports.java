package io.qipan.patrol.sensor;

import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);

    public ForgetReports(
            UnitOfWork unitOfWork,
            Sensors sensors,
            SensorRecords records,
            SensorSettings settings,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.sensors = sensors;
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    public void start() {
        Thread.ofVirtual().name("sensor-reports").start(this::turnNowAndThen);
    }

    private void turnNowAndThen() {
        try {
            do {
                try {
                    int ignored = turn();
                } catch (RuntimeException e) {
                    LOG.warnf("Old reports of sensors cannot be forgotten now, trying again: %s", e.toString());
                }
            } while (!closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how many reports were forgotten. */
    public int turn() {
        int ignored = unitOfWork.run(ACTOR, () -> records.remindOfForgotten(Times.now(clock)));
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
