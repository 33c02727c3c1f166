package io.qipan.dispatch.contingency.model;

import java.time.Instant;

/** Where an activation stands. What is not reviewed has a deadline; nothing leads back. */
public sealed interface ActivationState {

    /** By the name that people and refusals use. */
    String word();

    sealed interface Open extends ActivationState {
        Clock clock();

        /** The same with another clock. */
        Open with(Clock next);
    }

    record Active(Clock clock) implements Open {
        @Override
        public String word() {
            return "active";
        }

        @Override
        public Open with(Clock next) {
            return new Active(next);
        }
    }

    /** How it was closed. */
    record Closing(Instant at, String by, String note) {}

    record Closed(Clock clock, Closing closing) implements Open {
        @Override
        public String word() {
            return "closed";
        }

        @Override
        public Open with(Clock next) {
            return new Closed(next, closing);
        }
    }

    record Reviewed(Closing closing) implements ActivationState {
        @Override
        public String word() {
            return "reviewed";
        }
    }
}
