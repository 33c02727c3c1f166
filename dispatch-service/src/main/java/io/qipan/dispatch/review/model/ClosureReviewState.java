package io.qipan.dispatch.review.model;

import java.time.Instant;

/** Open with a next deadline, or concluded. Nothing leads back. */
public sealed interface ClosureReviewState {

    /** By the name that people and refusals use. */
    String word();

    record Open(Instant nextDeadlineAt, boolean overdue) implements ClosureReviewState {
        @Override
        public String word() {
            return "open";
        }
    }

    record Concluded(Verdict verdict, String reviewer, String finding, Instant at, boolean overdue)
            implements ClosureReviewState {
        @Override
        public String word() {
            return verdict.word();
        }
    }

    /** Whether it was right to end it so. */
    sealed interface Verdict {
        String word();

        record Right() implements Verdict {
            @Override
            public String word() {
                return "found_right";
            }
        }

        /**
         * @param correctedOutcome how it should have ended; may be empty
         */
        record Wrong(String correctedOutcome) implements Verdict {
            @Override
            public String word() {
                return "found_wrong";
            }
        }
    }
}
