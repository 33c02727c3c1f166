package io.qipan.dispatch.sensor.model;

import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.call.model.CallState.Ended;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentState;
import java.time.Instant;
import java.util.Optional;

/**
 * What there is to tell of the call of an alarm.
 *
 * @param incident that is worked for it
 */
public record News(Optional<IncidentId> incident, Optional<End> end) {

    /**
     * How it ended.
     *
     * @param outcome name of the outcome of the incident, or of the call if it has none
     */
    public record End(Instant at, String outcome) {}

    /**
     * @param worked the incident of the call, or the one that it is merged into
     */
    public static News of(Call call, Optional<Incident> worked, Instant now) {
        Optional<End> end = worked.isPresent()
                ? worked.flatMap(News::end)
                : Optional.of(call.state())
                        .flatMap(state -> state instanceof Ended ended
                                ? Optional.of(new End(now, ended.outcome().name()))
                                : Optional.empty());
        return new News(worked.map(Incident::id), end);
    }

    private static Optional<End> end(Incident incident) {
        return incident.state() instanceof IncidentState.Ended ended
                ? Optional.of(new End(ended.endedAt(), ended.outcome().name()))
                : Optional.empty();
    }

    public boolean isLast() {
        return end.isPresent();
    }

    /** Whether there is nothing new in these; a call that ended without an incident keeps no time of it. */
    public boolean saysTheSameAs(News other) {
        return incident.equals(other.incident) && end.map(End::outcome).equals(other.end.map(End::outcome));
    }
}
