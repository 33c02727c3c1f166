package io.qipan.patrol.sensor.model;

import java.time.Instant;
import java.util.Optional;

/** What has become of an alarm; the names and meanings are those of {@code qipan.patrol.v1.SensorAlarm.State}. */
public sealed interface AlarmState {

    /** dispatch-service has not taken it. */
    record Raised() implements AlarmState {}

    /**
     * @param call in dispatch-service, {@code calls/{uuid}}
     */
    record Called(String call) implements AlarmState {}

    /**
     * @param incident that is worked, {@code incidents/{uuid}}
     */
    record UnderWay(String call, String incident) implements AlarmState {}

    /**
     * @param outcome name of an outcome of dispatch-service
     */
    record Ended(String call, Optional<String> incident, Instant at, String outcome) implements AlarmState {}

    /** For a sentence and for storage. */
    default String word() {
        return switch (this) {
            case Raised _ -> "raised";
            case Called _ -> "called";
            case UnderWay _ -> "under_way";
            case Ended _ -> "ended";
        };
    }

    default Optional<String> itsCall() {
        return switch (this) {
            case Raised _ -> Optional.empty();
            case Called(String call) -> Optional.of(call);
            case UnderWay(String call, String _) -> Optional.of(call);
            case Ended(String call, Optional<String> _, Instant _, String _) -> Optional.of(call);
        };
    }

    default Optional<String> itsIncident() {
        return switch (this) {
            case Raised _, Called _ -> Optional.empty();
            case UnderWay(String _, String incident) -> Optional.of(incident);
            case Ended(String _, Optional<String> incident, Instant _, String _) -> incident;
        };
    }
}
