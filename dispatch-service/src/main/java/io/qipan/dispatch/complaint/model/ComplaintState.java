package io.qipan.dispatch.complaint.model;

import java.time.Instant;

/**
 * Where a complaint stands; see {@code qipan.dispatch.v1.Complaint.State}. Each open state has a deadline; closed is
 * closed.
 */
public sealed interface ComplaintState {

    /** By the name that people and refusals use. */
    String word();

    /** What an examination brought. */
    record Answer(Finding finding, String reason, Instant at) {}

    /** See {@code qipan.dispatch.v1.Complaint.Finding}. */
    enum Finding {
        FOUNDED,
        PARTLY_FOUNDED,
        UNFOUNDED
    }

    sealed interface Open extends ComplaintState {
        Instant nextDeadlineAt();

        boolean overdue();

        /** The same, overdue, and looked at again then. */
        Open overdueUntil(Instant next);
    }

    record Received(Instant nextDeadlineAt, boolean overdue) implements Open {
        @Override
        public String word() {
            return "received";
        }

        @Override
        public Open overdueUntil(Instant next) {
            return new Received(next, true);
        }
    }

    record UnderExamination(String examiner, Instant nextDeadlineAt, boolean overdue) implements Open {
        @Override
        public String word() {
            return "under_examination";
        }

        @Override
        public Open overdueUntil(Instant next) {
            return new UnderExamination(examiner, next, true);
        }
    }

    record Answered(String examiner, Answer answer, Instant nextDeadlineAt, boolean overdue) implements Open {
        @Override
        public String word() {
            return "answered";
        }

        @Override
        public Open overdueUntil(Instant next) {
            return new Answered(examiner, answer, next, true);
        }
    }

    record Closed(String examiner, Answer answer, String note, Instant at) implements ComplaintState {
        @Override
        public String word() {
            return "closed";
        }
    }
}
