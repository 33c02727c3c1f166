package io.qipan.dispatch.review.model;

import java.time.Instant;
import java.util.Locale;

/** Waiting with a next deadline, or decided. Nothing leads back. */
public sealed interface ProposalState {

    /** By the name that people and refusals use. */
    String word();

    /**
     * @param escalated nobody decided by the first deadline
     */
    record Waiting(Instant nextDeadlineAt, boolean escalated) implements ProposalState {
        @Override
        public String word() {
            return "waiting";
        }
    }

    /**
     * @param escalated whether it had been before
     */
    record Decided(End end, Instant at, String by, String reason, boolean escalated) implements ProposalState {
        @Override
        public String word() {
            return end.word();
        }
    }

    /** See {@code qipan.dispatch.v1.Proposal.State}. */
    enum End {
        CONFIRMED,
        REJECTED,
        WITHDRAWN,
        LAPSED,
        OVERTAKEN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
