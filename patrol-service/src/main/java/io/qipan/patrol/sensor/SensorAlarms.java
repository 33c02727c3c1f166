package io.qipan.patrol.sensor;

import io.qipan.patrol.sensor.model.SensorAlarm;
import io.qipan.patrol.sensor.model.Telling;
import io.qipan.runtime.page.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All alarms that devices have raised. */
public interface SensorAlarms {

    /**
     * How the alarms of one device turned out.
     *
     * @param confirmed ended as RESOLVED or HANDED_OVER
     * @param unfounded ended as NOTHING_FOUND, NO_ACTION, ACCIDENTAL or HOAX
     */
    record Counts(String feature, int raised, int confirmed, int unfounded) {}

    void add(SensorAlarm alarm);

    Optional<SensorAlarm> find(UUID id);

    /** Holds it until the end of the unit of work. */
    Optional<SensorAlarm> lock(UUID id);

    /** The alarm that a further one of a locked device belongs to; held until the end of the unit of work. */
    Optional<SensorAlarm> lockOneThatTakes(Telling telling, Instant now);

    /** Keeps the version, the reports and the state of a locked one. */
    void save(SensorAlarm alarm);

    /** The newest first, one more than the page holds. */
    List<SensorAlarm> list(Page page, Optional<String> feature, boolean openOnly);

    /** By device, without exercises. */
    List<Counts> count(Instant from, Instant until);
}
