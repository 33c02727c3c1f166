package io.qipan.dispatch.command.model;

import java.time.Instant;

/** Where a notice stands. Nothing leads back from over, and nothing but an answer out of escalated. */
public sealed interface NoticeState {

    /** As people and refusals call it. */
    String word();

    /** The recipient owes an answer. */
    sealed interface Owed extends NoticeState {
        Step step();

        @Override
        default String word() {
            return step().word();
        }
    }

    /**
     * The recipient has time.
     *
     * @param reminded of what it has to do next
     * @param nextAt when it is reminded, or escalated if it was
     */
    record Waiting(Step step, boolean reminded, Instant nextAt) implements Owed {}

    /** The owner of the order sees to it. */
    record Escalated(Step step, Instant at) implements Owed {}

    /** @param by subject of a token */
    record Over(End end, String reason, String by, Instant at) implements NoticeState {
        @Override
        public String word() {
            return end.word();
        }
    }
}
