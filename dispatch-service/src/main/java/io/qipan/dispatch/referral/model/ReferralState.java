package io.qipan.dispatch.referral.model;

import java.time.Instant;
import java.util.Locale;

/** Where a referral stands. Each open state has a deadline; nothing leads back from over. */
public sealed interface ReferralState {

    /** By the name that people and refusals use. */
    default String word() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    sealed interface Open extends ReferralState {
        Instant nextDeadlineAt();
    }

    /** No person here has decided. */
    sealed interface Undecided extends Open {}

    /** It is here. */
    record Offered(Instant nextDeadlineAt) implements Undecided {}

    /** Nobody decided in time, and command was told. */
    record Reminded(Instant nextDeadlineAt) implements Undecided {}

    /** It is ours. */
    record Accepted(Instant nextDeadlineAt) implements Open {}

    sealed interface Over extends ReferralState {
        String reason();

        Instant at();
    }

    /** The agency has taken it back. */
    record Withdrawn(String reason, Instant at) implements Over {}

    /** It stays with who received it first. */
    record Returned(String reason, Instant at) implements Over {}

    /**
     * Its call or incident has ended.
     *
     * @param outcome by the name that the contract has for it
     */
    record Completed(String reason, Instant at, String outcome) implements Over {}
}
