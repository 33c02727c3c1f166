package io.qipan.ecology.procedure.model;

import java.time.Instant;

/** Something that goes on and whose time the law does not count. */
public record Examination(Kind kind, Instant since, String by) {

    /** What it is. */
    public enum Kind {
        APPRAISAL,
        HEARING
    }
}
