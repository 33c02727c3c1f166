package io.qipan.dispatch.response;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentState.Open;
import io.qipan.dispatch.response.model.IncidentResponse;
import io.qipan.dispatch.response.model.IncidentResponse.Finding;
import io.qipan.dispatch.response.model.Reinforcement.Strength;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.stream.Collectors;

/** Looks, as long as an alarm level is set, whether all that it needs is assigned, and tells the owner what is missing. */
@Singleton
class LookAtAlarmLevel implements DeadlineHandler {
    private static final int MOST_NAMED = 5;

    private final IncidentRecords incidents;
    private final ResponseRecords records;
    private final Reinforce reinforce;
    private final DispatchSettings settings;
    private final InstantSource clock;

    LookAtAlarmLevel(
            IncidentRecords incidents,
            ResponseRecords records,
            Reinforce reinforce,
            DispatchSettings settings,
            InstantSource clock) {
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

    /** What units can do is read from what is known of them: nobody waits for patrol-service, which may be away. */
    @Override
    public void handle(Due due) {
        look(
                incidents.lock(new IncidentId(
                        UUID.fromString(due.subject().substring(due.subject().indexOf('/') + 1)))),
                Times.now(clock));
    }

    private void look(Incident incident, Instant now) {
        IncidentResponse response = response(incident.id());
        if (response.nextDeadlineAt().filter(at -> at.isAfter(now)).isPresent()) {
            // Somebody has decided anew meanwhile.
            records.schedule(response);
            return;
        }
        if (response.level() == 0 || !(incident.state() instanceof Open)) {
            // As a version of before says it that knows of no looks.
            records.postpone(response.rested());
            return;
        }
        Strength strength = reinforce.strength(incident.id());
        Finding found = found(strength);
        IncidentResponse next = response.looked(found, now.plus(settings.attendIncident()));
        switch (found) {
            case UNMET -> change(next, "incident_response.unmet", now, lacks(response, strength));
            case UNKNOWN -> change(next, "incident_response.undetermined", now, cannotTell(response, strength));
            case MET -> {
                if (response.finding() == Finding.MET) {
                    records.postpone(next);
                } else {
                    change(next, "incident_response.met", now, "All that level " + response.level() + " needs");
                }
            }
        }
    }

    private void change(IncidentResponse next, String action, Instant now, String reason) {
        IncidentResponse ignored = records.change(next, action, now, reason);
    }

    private static Finding found(Strength strength) {
        if (!strength.surelyMissing().isEmpty()) {
            return Finding.UNMET;
        }
        return strength.isMet() ? Finding.MET : Finding.UNKNOWN;
    }

    private IncidentResponse response(IncidentId id) {
        return records.find(id).orElseThrow();
    }

    private static String lacks(IncidentResponse response, Strength strength) {
        return "Level " + response.level() + " of plan " + response.plan() + " lacks "
                + strength.surelyMissing().stream()
                        .map(state -> state.missing() + " of " + state.need().count() + " units"
                                + (state.need().capability().isEmpty()
                                        ? ""
                                        : " for " + state.need().capability()))
                        .collect(Collectors.joining(", "));
    }

    private static String cannotTell(IncidentResponse response, Strength strength) {
        return "Whether all is there that level " + response.level() + " of plan " + response.plan()
                + " needs cannot be told: nobody knows what "
                + strength.unknown().stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (strength.unknown().size() > MOST_NAMED ? " and others" : "") + " can do";
    }
}
