package io.qipan.patrol.duty.model;

import java.time.Instant;
import java.util.Optional;

/** Where a shortfall stands. Nothing leads back from settled. */
public sealed interface ShortfallState {

    /** As people and refusals call it. */
    String word();

    /** Who has taken it on, as far as somebody has. */
    Optional<Taking> taking();

    /**
     * @param by the subject of whoever takes it on
     * @param note what is done about it
     */
    record Taking(String by, Instant at, String note) {}

    /** The strength is not there yet. */
    sealed interface Open extends ShortfallState {
        Instant nextReminderAt();
    }

    record Found(Instant nextReminderAt) implements Open {
        @Override
        public String word() {
            return "open";
        }

        @Override
        public Optional<Taking> taking() {
            return Optional.empty();
        }
    }

    record Taken(Taking who, Instant nextReminderAt) implements Open {
        @Override
        public String word() {
            return "taken";
        }

        @Override
        public Optional<Taking> taking() {
            return Optional.of(who);
        }
    }

    record Settled(Optional<Taking> taking, Instant at, Settlement how) implements ShortfallState {
        @Override
        public String word() {
            return "settled";
        }
    }

    /** {@code qipan.patrol.v1.DutyShortfall.Settlement} tells what each means. */
    enum Settlement {
        REACHED,
        NOT_NEEDED
    }
}
