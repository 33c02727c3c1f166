package io.qipan.ecology.oversight.model;

import java.time.Instant;

/**
 * What one party has to do.
 *
 * @param number counts the tasks of the operation, from 1
 * @param party {@code agencies/{code}}
 * @param dueAt the last moment in time
 * @param late whether it ran out before it was done
 */
public record JointTask(int number, String party, String demand, Instant dueAt, boolean late, State state) {

    /** Where it stands. */
    public sealed interface State {
        record Assigned() implements State {}

        record Overdue() implements State {}

        /** @param by who said so */
        record Done(Instant at, String result, String by) implements State {}

        /** @param by who said so */
        record Cancelled(Instant at, String result, String by) implements State {}
    }

    public boolean isOpen() {
        return state instanceof State.Assigned || state instanceof State.Overdue;
    }

    boolean runsOutBy(Instant now) {
        return state instanceof State.Assigned && dueAt.isBefore(now);
    }

    JointTask ranOut() {
        return new JointTask(number, party, demand, dueAt, true, new State.Overdue());
    }

    JointTask ended(State end, Instant at) {
        boolean wasLate = late || end instanceof State.Done && dueAt.isBefore(at);
        return new JointTask(number, party, demand, dueAt, wasLate, end);
    }

    /** Its state by the name of the contract. */
    public String stateCode() {
        return switch (state) {
            case State.Assigned _ -> "ASSIGNED";
            case State.Overdue _ -> "OVERDUE";
            case State.Done _ -> "DONE";
            case State.Cancelled _ -> "CANCELLED";
        };
    }
}
