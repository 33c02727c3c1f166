package io.qipan.patrol.rescue.model;

/** What was done, or practised: the names are those of {@code qipan.patrol.v1.RescueFacts.Kind}. */
public enum RescueKind {
    RESCUE,
    PERSUASION,
    HELP
}
