package io.qipan.runtime.work;

/** What a committed unit of work can have brought that somebody in the background waits for. */
public enum News {
    /** Changes were told to the journal. */
    CHANGES,
    /** A deadline is due at once. */
    DUE,
    /** Something is at another place than before. Places are not told to the journal. */
    MOVES
}
