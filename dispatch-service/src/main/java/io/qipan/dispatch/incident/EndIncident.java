package io.qipan.dispatch.incident;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentOutcome;
import io.qipan.dispatch.incident.model.IncidentState.Ended;
import io.qipan.dispatch.incident.model.Priority;
import io.qipan.dispatch.incident.model.RiskRule;
import io.qipan.proto.dispatch.v1.EndIncidentRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Ends an incident, as one person may, or as two have decided. */
@Singleton
public class EndIncident {
    private final Incidents incidents;
    private final IncidentRecords records;
    private final OpenOrders orders;
    private final OpenSearches searches;
    private final OpenSearchAreas searchAreas;
    private final OpenContingencies contingencies;
    private final EndedIncidents endedIncidents;
    private final AlarmLevels alarmLevels;
    private final Deadlines deadlines;
    private final DispatchSettings settings;
    private final InstantSource clock;

    EndIncident(
            Incidents incidents,
            IncidentRecords records,
            OpenOrders orders,
            OpenSearches searches,
            OpenSearchAreas searchAreas,
            OpenContingencies contingencies,
            EndedIncidents endedIncidents,
            AlarmLevels alarmLevels,
            Deadlines deadlines,
            DispatchSettings settings,
            InstantSource clock) {
        this.incidents = incidents;
        this.records = records;
        this.orders = orders;
        this.searches = searches;
        this.searchAreas = searchAreas;
        this.contingencies = contingencies;
        this.endedIncidents = endedIncidents;
        this.alarmLevels = alarmLevels;
        this.deadlines = deadlines;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * How it is to end.
     *
     * @param endedAt empty: now
     */
    public record Ending(IncidentOutcome outcome, String rationale, Optional<Instant> endedAt) {}

    Incident end(EndIncidentRequest request, Caller caller) {
        Incident incident = records.lock(IncidentId.parse(request.getName()), request.getEtag());
        Instant now = Times.now(clock);
        Ending ending = new Ending(
                IncidentOutcome.valueOf(request.getOutcome().name()),
                request.getRationale(),
                request.hasEndedAt() ? Optional.of(Times.occurred(true, request.getEndedAt(), now)) : Optional.empty());
        Incident next = ended(incident, ending, now);
        Standing standing = standing(incident);
        if (dismisses(standing, ending)) {
            throw Refusal.of(
                            Reason.SECOND_PERSON_REQUIRED,
                            incident.id().name() + " is or was at risk: one person cannot end it as "
                                    + ending.outcome()
                                    + ". Propose it by ReviewService/ProposeEnding, and have somebody"
                                    + " else confirm it.")
                    .with("resource", incident.id().name())
                    .with("made_by", caller.subject())
                    .with("propose_by", "qipan.dispatch.v1.ReviewService/ProposeEnding")
                    .asException();
        }
        return store(next, ending, standing, List.of(caller.subject()), ending.rationale(), now);
    }

    /** Whether one person may not end a locked incident so. Refuses what nobody may do now, before that. */
    public boolean needsTwo(Incident incident, Ending ending) {
        Incident ignored = ended(incident, ending, Times.now(clock));
        return dismisses(standing(incident), ending);
    }

    /**
     * Ends a locked incident, as these people have decided. Refuses what cannot be done now.
     *
     * @param reason what the history tells
     */
    public Incident end(Incident incident, Ending ending, List<String> by, String reason) {
        Instant now = Times.now(clock);
        return store(ended(incident, ending, now), ending, standing(incident), by, reason, now);
    }

    private Incident store(
            Incident next, Ending ending, Standing standing, List<String> by, String reason, Instant now) {
        if (!next.drill() && !next.calls().isEmpty()) {
            deadlines.set(IncidentRecords.FOLLOW_UP, next.id().name(), now.plus(settings.followUpAfter()));
        }
        endedIncidents.ended(
                next,
                new EndedIncidents.How(ending.outcome(), rule().isAtRisk(standing.highest()), standing.attended(), by),
                now);
        searchAreas.end(next.id(), by.getLast(), now);
        contingencies.end(next.id(), by.getLast(), now);
        alarmLevels.ended(next.id(), now);
        Instant endedAt = next.state() instanceof Ended(var _, var _, Instant at) ? at : now;
        return records.change(next, "incident.ended", endedAt, reason);
    }

    private Incident ended(Incident incident, Ending ending, Instant now) {
        // The clock of the one who opened it may be a little ahead of ours.
        Instant atLeast = now.isAfter(incident.openedAt()) ? now : incident.openedAt();
        Incident next = incident.end(
                        ending.outcome(),
                        ending.rationale(),
                        ending.endedAt().orElse(atLeast),
                        orders.countOf(incident.id()))
                .orRefuse();
        refuseWhileSearched(incident.id());
        contingencies.refuseWhileOpen(incident.id());
        return next;
    }

    /** Somebody is missing: the incident is not over. A search that goes on elsewhere is closed as handed on. */
    private void refuseWhileSearched(IncidentId incident) {
        searches.of(incident).ifPresent(search -> {
            throw Refusal.of(
                            Reason.SEARCH_OPEN,
                            incident.name() + " cannot end while " + search
                                    + " is open for it. Close the search first; if somebody else goes on with it, as"
                                    + " handed on.")
                    .with("resource", incident.name())
                    .with("search", search)
                    .asException();
        });
    }

    /** What is asked of an incident before it ends. */
    private record Standing(Priority highest, boolean attended) {}

    private Standing standing(Incident incident) {
        return new Standing(incidents.highestEver(incident.id()), orders.attended(incident.id()));
    }

    private boolean dismisses(Standing standing, Ending ending) {
        return rule().dismisses(standing.highest(), ending.outcome(), standing.attended());
    }

    private RiskRule rule() {
        return new RiskRule(settings.reviewFromPriority());
    }
}
