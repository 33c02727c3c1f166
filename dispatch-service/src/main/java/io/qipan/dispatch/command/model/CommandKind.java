package io.qipan.dispatch.command.model;

/** What a command asks of its recipients. */
public enum CommandKind {
    /** To acknowledge it. */
    INFORM,
    /** To acknowledge it and to report what came of it. */
    EXECUTE
}
