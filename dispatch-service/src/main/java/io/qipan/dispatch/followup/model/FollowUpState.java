package io.qipan.dispatch.followup.model;

import java.time.Instant;

/** Where a follow-up stands; see {@code qipan.dispatch.v1.FollowUp.State}. Each open state has a deadline. */
public sealed interface FollowUpState {

    /** By the name that people and refusals use. */
    String word();

    sealed interface Open extends FollowUpState {
        Instant nextDeadlineAt();
    }

    /** Tried to be handed to the gateway until the deadline. */
    record Queued(Instant nextDeadlineAt) implements Open {
        @Override
        public String word() {
            return "queued";
        }
    }

    record Sent(Instant nextDeadlineAt) implements Open {
        @Override
        public String word() {
            return "sent";
        }
    }

    record ToCall(Instant nextDeadlineAt) implements Open {
        @Override
        public String word() {
            return "to_call";
        }
    }

    /** Somebody here has to act, and is reminded until somebody does. */
    sealed interface Owed extends Open {
        boolean overdue();
    }

    record ToRead(Instant nextDeadlineAt, boolean overdue) implements Owed {
        @Override
        public String word() {
            return "to_read";
        }
    }

    record ToCallBack(Instant nextDeadlineAt, boolean overdue) implements Owed {
        @Override
        public String word() {
            return "to_call_back";
        }
    }

    sealed interface Over extends FollowUpState {
        Instant at();
    }

    record Done(Instant at) implements Over {
        @Override
        public String word() {
            return "done";
        }
    }

    record Unanswered(Instant at) implements Over {
        @Override
        public String word() {
            return "unanswered";
        }
    }

    record NotCalled(Instant at) implements Over {
        @Override
        public String word() {
            return "not_called";
        }
    }
}
