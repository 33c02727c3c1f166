package io.qipan.ecology.inspection.model;

import java.time.Instant;
import java.util.Optional;

/**
 * The answer to one item of a template.
 *
 * @param dueAt of findings, where the inspector names a time
 * @param hazard of findings, once there is one
 */
public record Answer(
        String item, Result result, String note, Optional<Instant> dueAt, String dueReason, Optional<String> hazard) {

    /** See {@code qipan.ecology.v1.InspectionAnswer.Result}. */
    public enum Result {
        IN_ORDER,
        FINDING,
        NOT_APPLICABLE
    }

    /** The finding with its hazard. */
    public Answer with(String madeHazard) {
        return new Answer(item, result, note, dueAt, dueReason, Optional.of(madeHazard));
    }
}
