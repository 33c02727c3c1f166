package io.qipan.dispatch.response;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentState.Open;
import io.qipan.dispatch.response.model.IncidentResponse;
import io.qipan.dispatch.response.model.Reinforcement.State;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Looks, as long as an alarm level is set, whether all that it needs is assigned, and tells the owner what is missing. */
@Singleton
class LookAtAlarmLevel implements DeadlineHandler {
    private static final String ACTOR = "system:" + ResponseRecords.LOOK;

    private final UnitOfWork unitOfWork;
    private final IncidentRecords incidents;
    private final ResponseRecords records;
    private final Reinforce reinforce;
    private final DispatchSettings settings;
    private final InstantSource clock;

    LookAtAlarmLevel(
            UnitOfWork unitOfWork,
            IncidentRecords incidents,
            ResponseRecords records,
            Reinforce reinforce,
            DispatchSettings settings,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.incidents = incidents;
        this.records = records;
        this.reinforce = reinforce;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return ResponseRecords.LOOK;
    }

    /** What units can do, patrol-service knows. */
    @Override
    public boolean callsOut() {
        return true;
    }

    @Override
    public void handle(Due due) {
        IncidentId id = new IncidentId(
                UUID.fromString(due.subject().substring(due.subject().indexOf('/') + 1)));
        long version = unitOfWork.read(() -> response(id).version());
        List<State> missing = reinforce.missing(id);
        boolean ignored = unitOfWork.run(ACTOR, () -> {
            look(incidents.lock(id), version, missing);
            return true;
        });
    }

    private void look(Incident incident, long version, List<State> missing) {
        IncidentResponse response = response(incident.id());
        Instant now = Times.now(clock);
        boolean early = response.nextDeadlineAt().filter(at -> !at.isAfter(now)).isEmpty();
        if (early || response.version() != version) {
            // It is over, or somebody has decided anew meanwhile: then this was a look at something else.
            records.schedule(response);
            return;
        }
        if (response.level() == 0 || !(incident.state() instanceof Open)) {
            // As a version of before says it that knows of no looks.
            records.postpone(response.rested());
            return;
        }
        IncidentResponse next = response.looked(!missing.isEmpty(), now.plus(settings.attendIncident()));
        if (next.unmet()) {
            IncidentResponse ignored = records.change(next, "incident_response.unmet", now, lacks(response, missing));
        } else if (response.unmet()) {
            IncidentResponse ignored =
                    records.change(next, "incident_response.met", now, "All that level " + response.level() + " needs");
        } else {
            records.postpone(next);
        }
    }

    private IncidentResponse response(IncidentId id) {
        return records.find(id).orElseThrow();
    }

    private static String lacks(IncidentResponse response, List<State> missing) {
        return "Level " + response.level() + " of plan " + response.plan() + " lacks "
                + missing.stream()
                        .map(state -> state.missing() + " of " + state.need().count() + " units"
                                + (state.need().capability().isEmpty()
                                        ? ""
                                        : " for " + state.need().capability()))
                        .collect(Collectors.joining(", "));
    }
}
