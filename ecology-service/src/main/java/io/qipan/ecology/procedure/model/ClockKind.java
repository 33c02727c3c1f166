package io.qipan.ecology.procedure.model;

/** Every clock of the law; length and basis stand in the settings, documented in {@code qipan.ecology.v1.Clock.Kind}. */
public enum ClockKind {
    DECIDE_TRANSFER,
    HAND_OVER,
    COPY_TO_PROCURATORATE,
    FOLLOW_OPINION,
    FORWARD,
    REQUEST_MATERIALS,
    SUPPLY_MATERIALS,
    DECIDE_FILING,
    HAND_OVER_ITEMS,
    REQUEST_RECONSIDERATION,
    DECIDE_RECONSIDERATION,
    REQUEST_SUPERVISION,
    GIVE_REASONS,
    FILE_AS_ORDERED,
    REVERSE_REVIEW,
    PENALTY_DECISION,
    RECEIVE_TRANSFER
}
