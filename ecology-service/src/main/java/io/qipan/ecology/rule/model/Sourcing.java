package io.qipan.ecology.rule.model;

/** How well the text of a rule is known; documented in {@code qipan.ecology.v1.Sourcing}. */
public enum Sourcing {
    LAW_TEXT,
    COPY_SEEN,
    FROM_MEMORY
}
