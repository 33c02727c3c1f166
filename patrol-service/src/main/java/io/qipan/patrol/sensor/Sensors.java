package io.qipan.patrol.sensor;

import io.qipan.patrol.sensor.model.Sensor;
import io.qipan.patrol.sensor.model.SensorReport;
import io.qipan.patrol.sensor.model.Telling;
import io.qipan.runtime.page.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The devices that have been heard of, and all that they told. */
public interface Sensors {

    /** Holds it until the end of the unit of work; one that has not been heard of is made. */
    Sensor lock(String feature);

    Optional<Sensor> find(String feature);

    void save(Sensor sensor);

    /**
     * By name in the order of bytes, one more than the page holds.
     *
     * @param state the word of a state; empty: all
     */
    List<Sensor> list(Page page, Optional<String> state);

    /** Those that are silent and have no deadline of this kind. */
    List<Sensor> silentWithoutDeadline(String kind);

    /** What came under the sequence and time of this telling. */
    Optional<SensorReport> findReport(Telling telling);

    Optional<SensorReport> findReport(UUID id);

    /** Of a locked device. */
    void addReport(SensorReport report);

    /** The newest first, one more than the page holds. */
    List<SensorReport> listReports(Page page, Optional<String> feature, Optional<UUID> alarm);

    /** Deletes some reports that came before a time, the oldest first, but none of an alarm; returns how many. */
    int forgetReports(Instant before, int most);
}
