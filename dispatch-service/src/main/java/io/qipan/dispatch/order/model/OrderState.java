package io.qipan.dispatch.order.model;

import java.time.Instant;

/** Open at a step with a next deadline, or over. Nothing leads back from over. */
public sealed interface OrderState {

    /** By the name that people and refusals use. */
    String word();

    record Open(Step step, Instant nextDeadlineAt) implements OrderState {
        @Override
        public String word() {
            return step.word();
        }
    }

    /**
     * @param reason why, where one was given
     */
    record Over(End end, String reason) implements OrderState {
        @Override
        public String word() {
            return end.word();
        }
    }
}
