package io.qipan.patrol.sensor;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.proto.patrol.v1.SubmitSensorReportResponse;
import jakarta.inject.Singleton;

/**
 * Counts the reports of devices: many duplicates mean that a gateway does not see our answers. And what could not be
 * done for devices in the background.
 */
@Singleton
public class SensorMeters {
    private final MeterRegistry meters;

    public SensorMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** After the unit of work: one that was undone took nothing. */
    void count(SubmitSensorReportResponse answer) {
        String result = answer.getDuplicate()
                ? "duplicate"
                : answer.getReport().getAlarm().isEmpty() ? "stored" : "alarm";
        meters.counter("qipan.patrol.sensor.reports", "result", result).increment();
    }

    /** A turn that failed, and is tried again with the next one. */
    void failed(String task) {
        meters.counter("qipan.patrol.sensor.failures", "task", task).increment();
    }
}
