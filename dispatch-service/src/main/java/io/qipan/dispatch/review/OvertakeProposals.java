package io.qipan.dispatch.review;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.OpenProposals;
import io.qipan.dispatch.review.model.Proposal;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

@Singleton
class OvertakeProposals implements OpenProposals {
    private final Proposals proposals;
    private final ProposalRecords records;
    private final InstantSource clock;

    OvertakeProposals(Proposals proposals, ProposalRecords records, InstantSource clock) {
        this.proposals = proposals;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public void overtake(IncidentId incident, String why) {
        List<Proposal> waiting = proposals.lockWaiting(incident);
        if (waiting.isEmpty()) {
            return;
        }
        Instant now = Times.now(clock);
        String by = Caller.current().subject();
        for (Proposal proposal : waiting) {
            Proposal ignored =
                    records.change(proposal.overtake(by, why, now).orRefuse(), "proposal.overtaken", now, why);
        }
    }
}
