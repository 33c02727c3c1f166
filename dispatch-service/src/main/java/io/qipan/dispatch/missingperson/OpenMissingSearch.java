package io.qipan.dispatch.missingperson;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.OpenSearches;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentState;
import io.qipan.dispatch.missingperson.model.Missing;
import io.qipan.dispatch.missingperson.model.MissingSearch;
import io.qipan.dispatch.missingperson.model.SearchState.Going;
import io.qipan.proto.dispatch.v1.OpenMissingSearchRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Opens a search on an incident that somebody works, and locks away who is missing. */
@Singleton
class OpenMissingSearch {
    private final MissingSearchRecords records;
    private final IncidentRecords incidents;
    private final OpenSearches open;
    private final LockedMessages locked;
    private final SearchPace pace;
    private final InstantSource clock;

    OpenMissingSearch(
            MissingSearchRecords records,
            IncidentRecords incidents,
            OpenSearches open,
            LockedMessages locked,
            SearchPace pace,
            InstantSource clock) {
        this.records = records;
        this.incidents = incidents;
        this.open = open;
        this.locked = locked;
        this.pace = pace;
        this.clock = clock;
    }

    MissingSearch open(OpenMissingSearchRequest request, Caller caller) {
        Instant now = Times.now(clock);
        Missing missing = PersonFacts.missing(
                request.getPerson(),
                Times.occurred(true, request.getLastSeenAt(), now),
                Duration.ofSeconds(request.getLastSeenWithinS()),
                caller,
                now);
        Incident incident = incidents.lock(IncidentId.parse(request.getIncident()));
        refuseUnlessWorked(incident);
        refuseSecond(incident.id());
        MissingSearch draft = new MissingSearch(
                new MissingSearchId(UuidCreator.getTimeOrderedEpoch()),
                1,
                new Going(now),
                incident.id(),
                missing,
                request.getAlertsList().stream()
                        .map(MissingSearchMessages::alert)
                        .toList(),
                List.of(),
                caller.subject(),
                now,
                incident.drill(),
                0);
        MissingSearch search = records.add(MissingSearch.opened(draft, pace.now(), caller.subject()));
        locked.keep(search.id().name(), search.id(), request.getPerson());
        return search;
    }

    private static void refuseUnlessWorked(Incident incident) {
        if (!(incident.state() instanceof IncidentState.Open)) {
            throw Refusal.illegalTransition(
                            incident.id().name(), incident.state().word(), "have a search opened on it")
                    .asException();
        }
    }

    private void refuseSecond(IncidentId incident) {
        open.of(incident).ifPresent(other -> {
            throw Refusal.of(
                            Reason.ALREADY_EXISTS,
                            other + " is open for " + incident.name()
                                    + ". Close it first, or open an incident of its own for another person.")
                    .with("resource", other)
                    .asException();
        });
    }
}
