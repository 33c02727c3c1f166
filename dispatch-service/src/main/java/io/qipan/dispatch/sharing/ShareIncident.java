package io.qipan.dispatch.sharing;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.IncidentShareId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentState.Merged;
import io.qipan.dispatch.sharing.model.IncidentShare;
import io.qipan.proto.dispatch.v1.ShareIncidentRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Has an agency see an incident. */
@Singleton
class ShareIncident {
    /** Each is told of every change of the incident, in the same unit of work. */
    private static final int MOST_AGENCIES = 50;

    private final IncidentShares shares;
    private final ShareRecords records;
    private final IncidentRecords incidents;
    private final InstantSource clock;

    ShareIncident(IncidentShares shares, ShareRecords records, IncidentRecords incidents, InstantSource clock) {
        this.shares = shares;
        this.records = records;
        this.incidents = incidents;
        this.clock = clock;
    }

    io.qipan.proto.dispatch.v1.IncidentShare share(ShareIncidentRequest request, Caller caller) {
        Incident incident = incidents.lock(IncidentId.parse(request.getIncident()));
        if (incident.state() instanceof Merged merged) {
            throw Refusal.illegalTransition(
                            incident.id().name(),
                            incident.state().word() + " into " + merged.into().name(),
                            "be shared; share that one")
                    .asException();
        }
        Instant now = Times.now(clock);
        refuseSecond(incident, request.getAgency(), now);
        IncidentShare share = IncidentShare.shared(
                        new IncidentShareId(UuidCreator.getTimeOrderedEpoch()),
                        incident.id(),
                        request.getAgency(),
                        request.getPurpose(),
                        incident.drill(),
                        caller.subject(),
                        now,
                        Times.instant(request.getUntil()))
                .orRefuse();
        return ShareMessages.ours(records.add(share, incident), incident, now);
    }

    /** The incident is locked, so that no other one comes between. */
    private void refuseSecond(Incident incident, String agency, Instant now) {
        List<IncidentShare> open = shares.lockOpen(incident.id()).stream()
                .filter(share -> !records.endIfOver(share, incident, now))
                .toList();
        open.stream().filter(share -> share.agency().equals(agency)).findFirst().ifPresent(share -> {
            throw Refusal.of(
                            Reason.ALREADY_EXISTS,
                            incident.id().name() + " is shared with " + agency + " already, until " + share.until()
                                    + ": " + share.id().name() + ". Extend or end that one.")
                    .with("resource", share.id().name())
                    .asException();
        });
        if (open.size() >= MOST_AGENCIES) {
            throw Refusal.illegalTransition(
                            incident.id().name(),
                            "shared with " + open.size() + " agencies",
                            "be shared with more than " + MOST_AGENCIES)
                    .asException();
        }
    }
}
