package io.qipan.dispatch.sensor;

import io.qipan.dispatch.sensor.model.KnownSensor;
import java.util.Optional;

/** What patrol-service has told last of its sensors. Inside a unit of work only. */
interface KnownSensors {

    /** One of the same name that is being changed now is waited for. */
    Optional<KnownSensor> findAndHold(String name);

    /** Of a held name. */
    void save(KnownSensor sensor);
}
