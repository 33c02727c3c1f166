package io.qipan.dispatch.sensor;

import io.qipan.dispatch.attention.RaiseAttention;
import io.qipan.dispatch.attention.RecheckAttention;
import io.qipan.dispatch.attention.model.AttentionKind;
import io.qipan.dispatch.attention.model.Occasion;
import io.qipan.dispatch.sensor.model.KnownSensor;
import io.qipan.runtime.deadline.Deadlines;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Stores what is known of a sensor, keeps the deadline of its silence and puts that into the queue, or has it taken
 * from there, always all. The journal has the attention; that of the sensor is in patrol-service.
 */
@Singleton
class KnownSensorRecords {
    /** Deadline of a sensor that is silent: it is put into the queue again, should somebody have settled it there. */
    static final String LOOK = "sensor.look";

    private final KnownSensors sensors;
    private final Deadlines deadlines;
    private final RaiseAttention raiseAttention;
    private final RecheckAttention recheckAttention;

    KnownSensorRecords(
            KnownSensors sensors,
            Deadlines deadlines,
            RaiseAttention raiseAttention,
            RecheckAttention recheckAttention) {
        this.sensors = sensors;
        this.deadlines = deadlines;
        this.raiseAttention = raiseAttention;
        this.recheckAttention = recheckAttention;
    }

    Optional<KnownSensor> findAndHold(String name) {
        return sensors.findAndHold(name);
    }

    /** Of a held name. */
    void change(KnownSensor next) {
        sensors.save(next);
        schedule(next);
        next.silence()
                .ifPresentOrElse(
                        silence -> raiseAttention.raise(
                                List.of(new Occasion(AttentionKind.SENSOR_SILENT, next.name(), silence.text(), 1))),
                        () -> recheckAttention.recheck(next.name()));
    }

    void schedule(KnownSensor sensor) {
        sensor.nextDeadlineAt()
                .ifPresentOrElse(
                        at -> deadlines.set(LOOK, sensor.name(), at), () -> deadlines.lift(LOOK, sensor.name()));
    }
}
