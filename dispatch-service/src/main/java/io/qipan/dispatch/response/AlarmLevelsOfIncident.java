package io.qipan.dispatch.response;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.AlarmLevels;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentState;
import io.qipan.dispatch.response.model.IncidentResponse;
import io.qipan.dispatch.response.model.IncidentResponse.Decided;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@Singleton
class AlarmLevelsOfIncident implements AlarmLevels {
    private final ResponseRecords records;
    private final DispatchSettings settings;

    AlarmLevelsOfIncident(ResponseRecords records, DispatchSettings settings) {
        this.records = records;
        this.settings = settings;
    }

    @Override
    public void merged(Incident incident, Incident into, Instant now) {
        records.find(incident.id()).ifPresent(response -> {
            rest(
                    response,
                    "incident_response.merged",
                    "Merged into " + into.id().name(),
                    now);
            takeIn(response, into, now);
        });
    }

    private void takeIn(IncidentResponse from, Incident into, Instant now) {
        Optional<IncidentResponse> before = records.find(into.id());
        if (from.level() <= before.map(IncidentResponse::level).orElse(0)) {
            return;
        }
        Instant lookAt = lookAt(now);
        IncidentResponse next = before.map(own -> own.takeIn(from, lookAt))
                .orElseGet(() -> IncidentResponse.takenIn(into.id(), from, lookAt, into.owner(), into.drill()));
        IncidentResponse ignored = records.change(
                next,
                "incident_response.raised",
                now,
                from.incident().name() + " is merged into it at level " + from.level());
    }

    @Override
    public void takenOut(Incident incident, List<Incident> above, String by, Instant now) {
        records.find(incident.id()).filter(own -> own.level() > 0).ifPresent(own -> {
            IncidentResponse ignored = records.change(
                    own.watched(lookAt(now)), "incident_response.resumed", now, "Taken out of what it was merged into");
        });
        String why = incident.id().name() + " was taken out of it";
        IncidentId below = incident.id();
        for (Incident next : above) {
            Optional<IncidentResponse> response = records.find(next.id());
            if (response.isEmpty() || !response.get().isTakenFrom(below)) {
                return;
            }
            giveBack(response.get(), next, by, why, now);
            below = next.id();
        }
    }

    private void giveBack(IncidentResponse response, Incident incident, String by, String why, Instant now) {
        Instant since = response.own().map(Decided::at).orElse(Instant.EPOCH);
        IncidentResponse next = response.giveBack(
                records.mergedInto(incident.id(), since), response.inForce().atLevel(0, by, now, why), lookAt(now));
        boolean works = incident.state() instanceof IncidentState.Open;
        IncidentResponse ignored = records.change(works ? next : next.rested(), "incident_response.restored", now, why);
    }

    @Override
    public void ended(IncidentId incident, Instant now) {
        records.find(incident)
                .ifPresent(response -> rest(response, "incident_response.ended", "The incident has ended", now));
    }

    /** The level stays known. */
    private void rest(IncidentResponse response, String action, String why, Instant now) {
        if (response.nextDeadlineAt().isPresent()) {
            IncidentResponse ignored = records.change(response.rested(), action, now, why);
        }
    }

    private Instant lookAt(Instant now) {
        return now.plus(settings.attendIncident());
    }
}
