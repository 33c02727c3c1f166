package io.qipan.ecology.evidence.model;

/** What became of stored content; the names are those of {@code qipan.ecology.v1.VerifyCustodyResponse.Content}. */
public enum ContentState {
    INTACT,
    DAMAGED,
    MISSING
}
