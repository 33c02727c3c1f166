package io.qipan.dispatch.contingency.model;

import java.time.Instant;
import java.util.Optional;

/** Where a task stands. What is open has a deadline; nothing leads back from settled. */
public sealed interface TaskState {

    /** By the name that people and refusals use. */
    String word();

    sealed interface Open extends TaskState {
        Clock clock();

        /** The same with another clock. */
        Open with(Clock next);

        /** Who does it. */
        default Optional<String> taker() {
            return Optional.empty();
        }
    }

    record Untaken(Clock clock) implements Open {
        @Override
        public String word() {
            return "untaken";
        }

        @Override
        public Open with(Clock next) {
            return new Untaken(next);
        }
    }

    record Taken(Clock clock, String by) implements Open {
        @Override
        public String word() {
            return "taken";
        }

        @Override
        public Open with(Clock next) {
            return new Taken(next, by);
        }

        @Override
        public Optional<String> taker() {
            return Optional.of(by);
        }
    }

    /** What is proposed, and by whom. */
    record Skip(String by, String reason) {}

    /**
     * @param taker who did it before, and does again if it is rejected
     * @param from who had it before, and has it again if it is rejected; empty if that was not kept
     */
    record SkipProposed(Clock clock, Skip skip, Optional<String> taker, Optional<String> from) implements Open {
        @Override
        public String word() {
            return "skip_proposed";
        }

        @Override
        public Open with(Clock next) {
            return new SkipProposed(next, skip, taker, from);
        }
    }

    sealed interface Settled extends TaskState {
        Instant at();

        String by();
    }

    record Done(Instant at, String by, String result) implements Settled {
        @Override
        public String word() {
            return "done";
        }
    }

    /** @param by who decided; of a mandatory one not who proposed */
    record Skipped(Instant at, String by, Skip skip) implements Settled {
        @Override
        public String word() {
            return "skipped";
        }
    }
}
