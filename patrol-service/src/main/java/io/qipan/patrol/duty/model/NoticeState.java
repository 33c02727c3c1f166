package io.qipan.patrol.duty.model;

import java.time.Instant;
import java.util.Optional;

/** Where a notice stands. Nothing leads back from closed. */
public sealed interface NoticeState {

    /** As people and refusals call it. */
    String word();

    /** When a device of the unit showed it. */
    Optional<Instant> deliveredAt();

    Optional<Instant> escalatedAt();

    /** Nobody has acknowledged yet. */
    sealed interface Open extends NoticeState {
        Instant nextAlertAt();
    }

    record Sent(Instant nextAlertAt) implements Open {
        @Override
        public String word() {
            return "sent";
        }

        @Override
        public Optional<Instant> deliveredAt() {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> escalatedAt() {
            return Optional.empty();
        }
    }

    record Delivered(Instant at, Instant nextAlertAt) implements Open {
        @Override
        public String word() {
            return "delivered";
        }

        @Override
        public Optional<Instant> deliveredAt() {
            return Optional.of(at);
        }

        @Override
        public Optional<Instant> escalatedAt() {
            return Optional.empty();
        }
    }

    record Escalated(Optional<Instant> deliveredAt, Instant at, Instant nextAlertAt) implements Open {
        @Override
        public String word() {
            return "escalated";
        }

        @Override
        public Optional<Instant> escalatedAt() {
            return Optional.of(at);
        }
    }

    sealed interface Closed extends NoticeState {}

    /** @param by who of the crew */
    record Acknowledged(Optional<Instant> deliveredAt, Optional<Instant> escalatedAt, Instant at, String by)
            implements Closed {
        @Override
        public String word() {
            return "acknowledged";
        }
    }

    record Lapsed(Optional<Instant> deliveredAt, Optional<Instant> escalatedAt, Instant at, Lapse why)
            implements Closed {
        @Override
        public String word() {
            return "lapsed";
        }
    }

    /** Why nobody needs to acknowledge any more. */
    enum Lapse {
        SHIFT_OVER,
        SUPERSEDED
    }
}
