package io.qipan.ecology.clue.model;

/** Where clues come from; see {@code qipan.ecology.v1.Clue.Source}. */
public enum Source {
    PUBLIC,
    PATROL,
    SENSOR,
    HOTSPOT,
    AGENCY
}
