package io.qipan.dispatch.incident;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentState.Active;
import io.qipan.dispatch.incident.model.IncidentState.Merged;
import io.qipan.dispatch.incident.model.IncidentState.Monitored;
import io.qipan.dispatch.incident.model.IncidentState.New;
import io.qipan.dispatch.incident.model.IncidentState.Open;
import io.qipan.dispatch.incident.model.IncidentState.Queued;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Tells everybody who watches that an incident has been open for long without news. */
@Singleton
class RemindOfIncident implements DeadlineHandler {
    private final IncidentRecords records;
    private final OpenOrders orders;
    private final DispatchSettings settings;
    private final InstantSource clock;

    RemindOfIncident(IncidentRecords records, OpenOrders orders, DispatchSettings settings, InstantSource clock) {
        this.records = records;
        this.orders = orders;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return IncidentRecords.ATTEND;
    }

    @Override
    public void handle(Due due) {
        Incident incident = records.lock(IncidentId.parse(due.subject()));
        if (incident.state() instanceof Merged merged) {
            // Whoever asked for attention did not know yet which incident is worked in its place.
            records.needsAttention(merged.into(), Times.now(clock));
        }
        if (incident.state() instanceof Open open) {
            Instant now = Times.now(clock);
            Incident reminded =
                    incident.overdue(now.plus(patience(incident, open))).orRefuse();
            records.change(reminded, "incident.overdue", now, "Still " + open.word());
        }
    }

    /** Of an active incident that has lost its units, somebody must think as of one that waits. */
    private Duration patience(Incident incident, Open state) {
        return switch (state) {
            case New _, Queued _ -> settings.attendIncident();
            case Active _ ->
                orders.countOf(incident.id()) == 0 ? settings.attendIncident() : settings.checkActiveIncident();
            case Monitored _ -> settings.checkMonitoredIncident();
        };
    }
}
