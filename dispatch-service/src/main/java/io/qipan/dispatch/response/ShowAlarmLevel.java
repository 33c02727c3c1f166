package io.qipan.dispatch.response;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.response.Reinforce.Answered;
import io.qipan.dispatch.response.model.IncidentResponse;
import io.qipan.proto.dispatch.v1.Reinforcement;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Tells the alarm level of an incident, and what it needs, to whoever has changed it by something else. */
@Singleton
public class ShowAlarmLevel {
    private final UnitOfWork unitOfWork;
    private final IncidentRecords incidents;
    private final IncidentResponses responses;
    private final Reinforce reinforce;

    ShowAlarmLevel(UnitOfWork unitOfWork, IncidentRecords incidents, IncidentResponses responses, Reinforce reinforce) {
        this.unitOfWork = unitOfWork;
        this.incidents = incidents;
        this.responses = responses;
        this.reinforce = reinforce;
    }

    /**
     * As the contract tells it.
     *
     * @param reinforcement empty while the incident has no chosen place
     */
    public record Shown(io.qipan.proto.dispatch.v1.IncidentResponse response, Optional<Reinforcement> reinforcement) {}

    private record Known(IncidentResponse response, boolean located) {}

    /**
     * Empty if none was ever set. Reads few units, and does not say which zones are left bare. Not inside a unit of
     * work.
     */
    public Optional<Shown> of(IncidentId id) {
        return unitOfWork
                .read(() -> responses
                        .find(id)
                        .map(response -> new Known(
                                response, incidents.get(id).chosenLocation().isPresent())))
                .map(known -> known.located()
                        ? shown(reinforce.reinforceBriefly(id))
                        : new Shown(ResponseMessages.message(known.response()), Optional.empty()));
    }

    private static Shown shown(Answered answered) {
        return new Shown(
                ResponseMessages.message(answered.response()),
                Optional.of(
                        ReinforcementMessages.message(answered.reinforcement(), answered.gaps(), answered.degraded())));
    }
}
