package io.qipan.dispatch.review;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.ProposalId;
import io.qipan.dispatch.review.model.Proposal;
import io.qipan.dispatch.review.model.ProposalState.Waiting;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Tells everybody who watches, and the commander, that nobody has decided on a proposal; lets it lapse after that. */
@Singleton
class LookAfterProposal implements DeadlineHandler {
    private static final String SYSTEM = "system:deadlines";

    private final ProposalRecords records;
    private final DispatchSettings settings;
    private final InstantSource clock;
    private final MeterRegistry meters;

    LookAfterProposal(ProposalRecords records, DispatchSettings settings, InstantSource clock, MeterRegistry meters) {
        this.records = records;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public String kind() {
        return ProposalRecords.DECIDE;
    }

    @Override
    public void handle(Due due) {
        Proposal proposal = records.lock(ProposalId.parse(due.subject()));
        if (!(proposal.state() instanceof Waiting waiting)) {
            return;
        }
        Instant now = Times.now(clock);
        if (now.isBefore(waiting.nextDeadlineAt())) {
            // The sweep had it looked at because its deadline was lost; nobody's time is shortened by that.
            records.keepDeadline(proposal);
            return;
        }
        Proposal next = proposal.overdue(SYSTEM, now, now.plus(settings.lapseProposal()))
                .orRefuse();
        boolean escalated = next.state() instanceof Waiting;
        Proposal ignored = records.change(
                next,
                escalated ? "proposal.escalated" : "proposal.lapsed",
                now,
                "Nobody has decided since " + proposal.proposedAt());
        if (!proposal.drill()) {
            meters.counter("qipan.proposals.overdue", "how", escalated ? "escalated" : "lapsed")
                    .increment();
        }
    }
}
