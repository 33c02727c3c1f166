package io.qipan.dispatch.missingperson.model;

import java.time.Instant;
import java.util.Locale;

/** Where a notice stands. Each open state has a deadline; nothing leads back from over. */
public sealed interface NoticeState {

    /** By the name that people and refusals use. */
    default String word() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Who did something, and when. */
    record Act(Instant at, String by) {}

    /** Who ended it, and why. */
    record End(Instant at, String by, String reason) {}

    sealed interface Open extends NoticeState {
        Instant nextDeadlineAt();

        /** The same state with a later look. */
        Open until(Instant nextDeadlineAt);
    }

    record Draft(Instant nextDeadlineAt) implements Open {
        @Override
        public Open until(Instant later) {
            return new Draft(later);
        }
    }

    record Released(Act release, Instant nextDeadlineAt) implements Open {
        @Override
        public Open until(Instant later) {
            return new Released(release, later);
        }
    }

    record Withdrawing(Act release, End end, Instant nextDeadlineAt) implements Open {
        @Override
        public Open until(Instant later) {
            return new Withdrawing(release, end, later);
        }
    }

    sealed interface Over extends NoticeState {
        End end();
    }

    record Withdrawn(Act release, End end) implements Over {}

    record Discarded(End end) implements Over {}
}
