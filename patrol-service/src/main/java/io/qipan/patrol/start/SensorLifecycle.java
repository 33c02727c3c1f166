package io.qipan.patrol.start;

import io.qipan.patrol.sensor.ForgetReports;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Has old reports of sensors forgotten while the service runs. */
@Singleton
public class SensorLifecycle {
    private final ForgetReports forgetReports;

    public SensorLifecycle(ForgetReports forgetReports) {
        this.forgetReports = forgetReports;
    }

    void start(@Observes StartupEvent event) {
        forgetReports.start();
    }

    void stop(@Observes ShutdownEvent event) {
        forgetReports.close();
    }
}
