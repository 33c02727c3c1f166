package io.qipan.dispatch.contingency;

import io.qipan.dispatch.contingency.model.Finding;
import io.qipan.dispatch.contingency.model.Finding.End;
import io.qipan.dispatch.id.model.ContingencyFindingId;
import io.qipan.proto.dispatch.v1.ReassignContingencyFindingRequest;
import io.qipan.proto.dispatch.v1.ResolveContingencyFindingRequest;
import io.qipan.proto.dispatch.v1.WithdrawContingencyFindingRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** The steps of a finding: each loads it, decides, saves and tells. */
@Singleton
class WorkFinding {
    private final FindingRecords records;
    private final InstantSource clock;

    WorkFinding(FindingRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    Finding resolve(ResolveContingencyFindingRequest request, Caller caller) {
        Instant now = Times.now(clock);
        Finding next = lock(request.getName(), request.getEtag())
                .resolve(new End(now, caller.subject(), request.getOutcome()))
                .orRefuse();
        return records.change(next, "contingency_finding.resolved", now, request.getOutcome());
    }

    Finding withdraw(WithdrawContingencyFindingRequest request, Caller caller) {
        Instant now = Times.now(clock);
        Finding next = lock(request.getName(), request.getEtag())
                .withdraw(new End(now, caller.subject(), request.getReason()))
                .orRefuse();
        return records.change(next, "contingency_finding.withdrawn", now, request.getReason());
    }

    Finding reassign(ReassignContingencyFindingRequest request) {
        Instant now = Times.now(clock);
        Finding next = lock(request.getName(), request.getEtag())
                .reassign(request.getOwner(), Times.instant(request.getDueAt()), now)
                .orRefuse();
        return records.change(next, "contingency_finding.reassigned", now, "To " + request.getOwner());
    }

    private Finding lock(String name, String etag) {
        return records.lock(ContingencyFindingId.parse(name), etag);
    }
}
