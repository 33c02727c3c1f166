package io.qipan.dispatch.sensor.model;

import io.qipan.dispatch.id.model.CallId;
import java.time.Instant;
import java.util.Optional;

/**
 * The call that an alarm has become.
 *
 * @param alarm in patrol-service, {@code sensorAlarms/{uuid}}
 * @param told what patrol-service was told last, whether it has taken it or never will
 */
public record AlarmCall(String alarm, CallId call, Instant takenAt, Optional<News> told) {

    public static final String KIND = "sensorAlarms/";

    /**
     * Not that its call was taken out of an incident: patrol-service knows no way back from being worked, and is told
     * the next incident, or the end, as soon as somebody has decided.
     */
    public boolean hasToTell(News news) {
        boolean undecidedAgain = news.incident().isEmpty()
                && news.end().isEmpty()
                && told.flatMap(News::incident).isPresent();
        return !undecidedAgain && told.filter(news::saysTheSameAs).isEmpty();
    }

    /** With nothing that patrol-service would know. */
    public AlarmCall untold() {
        return new AlarmCall(alarm, call, takenAt, Optional.empty());
    }

    public AlarmCall told(News news) {
        return new AlarmCall(alarm, call, takenAt, Optional.of(news));
    }
}
