package io.qipan.patrol.sensor.model;

import io.qipan.patrol.sensor.model.AlarmState.Called;
import io.qipan.patrol.sensor.model.AlarmState.Ended;
import io.qipan.patrol.sensor.model.AlarmState.UnderWay;
import java.time.Instant;
import java.util.Optional;

/**
 * All that dispatch-service knows of an alarm.
 *
 * @param incident that is worked, if there is one
 * @param end how it ended, if it has
 */
public record Fate(String call, Optional<String> incident, Optional<End> end) {

    /**
     * @param outcome name of an outcome of dispatch-service
     */
    public record End(Instant at, String outcome) {}

    AlarmState state() {
        return end.<AlarmState>map(over -> new Ended(call, incident, over.at(), over.outcome()))
                .or(() -> incident.map(worked -> new UnderWay(call, worked)))
                .orElseGet(() -> new Called(call));
    }
}
