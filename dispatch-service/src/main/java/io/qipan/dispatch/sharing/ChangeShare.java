package io.qipan.dispatch.sharing;

import io.qipan.dispatch.id.model.IncidentShareId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.sharing.model.IncidentShare;
import io.qipan.proto.dispatch.v1.EndIncidentShareRequest;
import io.qipan.proto.dispatch.v1.ExtendIncidentShareRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Extends and ends shares; those whose time is over by itself. */
@Singleton
class ChangeShare implements DeadlineHandler {
    private final IncidentShares shares;
    private final ShareRecords records;
    private final IncidentRecords incidents;
    private final InstantSource clock;

    ChangeShare(IncidentShares shares, ShareRecords records, IncidentRecords incidents, InstantSource clock) {
        this.shares = shares;
        this.records = records;
        this.incidents = incidents;
        this.clock = clock;
    }

    io.qipan.proto.dispatch.v1.IncidentShare extend(ExtendIncidentShareRequest request) {
        IncidentShareId id = IncidentShareId.parse(request.getName());
        Incident incident = lockIncident(id);
        Instant now = Times.now(clock);
        IncidentShare next = records.lock(id, request.getEtag())
                .extend(Times.instant(request.getUntil()), now)
                .orRefuse();
        return ShareMessages.ours(
                records.change(next, incident, "incident_share.extended", now, "Until " + next.until()), incident, now);
    }

    io.qipan.proto.dispatch.v1.IncidentShare end(EndIncidentShareRequest request, Caller caller) {
        IncidentShareId id = IncidentShareId.parse(request.getName());
        Incident incident = lockIncident(id);
        Instant now = Times.now(clock);
        IncidentShare next = records.lock(id, request.getEtag())
                .end(caller.subject(), request.getReason(), now)
                .orRefuse();
        return ShareMessages.ours(
                records.change(next, incident, "incident_share.ended", now, request.getReason()), incident, now);
    }

    private Incident lockIncident(IncidentShareId id) {
        IncidentShare share =
                shares.find(id).orElseThrow(() -> Refusal.notFound(id.name()).asException());
        return incidents.lock(share.incident());
    }

    @Override
    public String kind() {
        return ShareRecords.END;
    }

    @Override
    public void handle(Due due) {
        IncidentShareId id = IncidentShareId.parse(due.subject());
        Incident incident = lockIncident(id);
        boolean ignored = records.endIfOver(records.lock(id), incident, Times.now(clock));
    }
}
