package io.qipan.dispatch.review;

import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.ProposalId;
import io.qipan.dispatch.review.model.Proposal;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Stores a proposal, tells the journal and keeps its deadline, always all three. */
@Singleton
class ProposalRecords {
    /** Deadline of a proposal on which nobody has decided. */
    static final String DECIDE = "proposal.decide";

    private final Proposals proposals;
    private final Journal journal;
    private final Deadlines deadlines;

    ProposalRecords(Proposals proposals, Journal journal, Deadlines deadlines) {
        this.proposals = proposals;
        this.journal = journal;
        this.deadlines = deadlines;
    }

    Proposal add(Proposal proposal) {
        proposals.add(proposal);
        tell(proposal, "proposal.made", proposal.proposedAt(), proposal.reason());
        return proposal;
    }

    /** The proposal, locked. Refuses NOT_FOUND. */
    Proposal lock(ProposalId id) {
        return proposals.lock(id);
    }

    /** The proposal, locked, if it is as the caller knows it. Refuses NOT_FOUND, STALE_ETAG. */
    Proposal lock(ProposalId id, String etag) {
        Proposal proposal = proposals.lock(id);
        Etag.check(id.name(), etag, proposal.version());
        return proposal;
    }

    /** Stores the next state of a locked proposal. */
    Proposal change(Proposal next, String action, Instant occurredAt, String reason) {
        proposals.save(next);
        tell(next, action, occurredAt, reason);
        return next;
    }

    /** Sets the deadline of a locked proposal once more, which stays as it is. */
    void keepDeadline(Proposal proposal) {
        String name = proposal.id().name();
        proposal.nextDeadlineAt()
                .ifPresentOrElse(at -> deadlines.set(DECIDE, name, at), () -> deadlines.lift(DECIDE, name));
    }

    private void tell(Proposal proposal, String action, Instant occurredAt, String reason) {
        journal.append(proposal.id().name(), action, occurredAt, reason, ProposalMessages.message(proposal));
        keepDeadline(proposal);
    }
}
