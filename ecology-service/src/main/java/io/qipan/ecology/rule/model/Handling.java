package io.qipan.ecology.rule.model;

/** What the authority does about a breach, from the mildest; documented in {@code qipan.ecology.v1.Handling}. */
public enum Handling {
    PERSUADE,
    ADMINISTRATIVE,
    CRIMINAL
}
