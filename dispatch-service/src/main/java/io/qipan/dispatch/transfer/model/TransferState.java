package io.qipan.dispatch.transfer.model;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Where a transfer stands. Each open state has a deadline; nothing leads back from over. */
public sealed interface TransferState {

    /** By the name that people and refusals use. */
    default String word() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    sealed interface Open extends TransferState {
        Instant nextDeadlineAt();
    }

    /** Nobody there is known to have decided. */
    sealed interface Undecided extends Open {}

    /** Not yet known to be delivered; tried until the deadline. */
    record Offered(Instant nextDeadlineAt) implements Undecided {}

    /** Their system has it. */
    record Delivered(Instant nextDeadlineAt) implements Undecided {}

    /** A person there has taken it. */
    record Accepted(Instant nextDeadlineAt) implements Open {}

    sealed interface Over extends TransferState {
        String reason();

        Instant at();
    }

    /** Over, and ours. */
    sealed interface Back extends Over {

        /** Present while somebody here has to see that it is back, because no open call shows it. */
        Optional<Instant> nextDeadlineAt();
    }

    /** They did not take it. */
    record Returned(String reason, Instant at, Optional<Instant> nextDeadlineAt) implements Back {}

    /** It stays with its owner here. */
    record Kept(String reason, Instant at, Optional<Instant> nextDeadlineAt) implements Back {}

    /** They told the result. */
    record Completed(String reason, Instant at) implements Over {}
}
