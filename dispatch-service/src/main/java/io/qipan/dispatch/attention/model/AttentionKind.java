package io.qipan.dispatch.attention.model;

import io.qipan.dispatch.incident.model.Priority;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is wrong; see {@code qipan.dispatch.v1.Attention.Kind}. */
public enum AttentionKind {
    CALL_UNDECIDED(Weight.FIELD, Cause.WAITS_AT_THAT_TIME),
    INCIDENT_OVERDUE(Weight.FIELD, Cause.WAITS_AT_THAT_TIME),
    ORDER_UNANSWERED(Weight.FIELD, Cause.WAITS_AT_THAT_TIME),
    ORDER_TIMED_OUT(Weight.FIELD, Cause.WAITS),
    ORDER_OVERDUE(Weight.FIELD, Cause.WAITS_AT_THAT_TIME),
    COMMAND_UNANSWERED(Weight.FIELD, Cause.WAITS),
    TRANSFER_OVERDUE(Weight.DESK, Cause.WAITS_AT_THAT_TIME),
    TRANSFER_UNSEEN(Weight.FIELD, Cause.WAITS_AT_THAT_TIME),
    PLACE_UNVERIFIED(Weight.FIELD, Cause.WAITS_AT_THAT_TIME),
    MESSAGE_UNDELIVERED(Weight.DESK, Cause.WAITS_AT_THAT_TIME),
    FOLLOW_UP_OVERDUE(Weight.DESK, Cause.WAITS_AT_THAT_TIME),
    COMPLAINT_OVERDUE(Weight.DESK, Cause.WAITS_AT_THAT_TIME),
    RECTIFICATION_OVERDUE(Weight.DESK, Cause.WAITS_AT_THAT_TIME),
    MISSING_UNRESOLVED(Weight.FIELD, Cause.WAITS_AT_THAT_TIME),
    SECTOR_UNREPORTED(Weight.FIELD, Cause.WAITS_AT_THAT_TIME),
    MISSING_NOTICE_OPEN(Weight.DESK, Cause.WAITS_AT_THAT_TIME),
    SUPERVISION_OVERDUE(Weight.DESK, Cause.WAITS_AT_THAT_TIME),
    DEADLINE_LOST(Weight.FIELD, Cause.ONLY_A_PERSON_KNOWS),
    PROPOSAL_UNDECIDED(Weight.FIELD, Cause.WAITS_AT_THAT_TIME),
    CLOSURE_REVIEW_OVERDUE(Weight.DESK, Cause.WAITS_AT_THAT_TIME),
    SEARCH_AREA_UNRESOLVED(Weight.FIELD, Cause.WAITS_AT_THAT_TIME),
    CONTINGENCY_TASK_OVERDUE(Weight.FIELD, Cause.WAITS_AT_THAT_TIME),
    CONTINGENCY_OVERDUE(Weight.DESK, Cause.WAITS_AT_THAT_TIME),
    CONTINGENCY_FINDING_OVERDUE(Weight.DESK, Cause.WAITS_AT_THAT_TIME),
    REFERRAL_WAITS(Weight.FIELD, Cause.WAITS_AT_THAT_TIME),
    /** Its incident may end by somebody who has not read what was told last: that says nothing of the danger. */
    REFERRAL_ENDANGERED(Weight.DANGER, Cause.ONLY_A_PERSON_KNOWS),
    SENSOR_SILENT(Weight.DESK, Cause.WAITS_AT_THAT_TIME),
    ALARM_LEVEL_UNMET(Weight.FIELD, Cause.WAITS_AT_THAT_TIME),
    /** It is reminded of at its own time, and open until it is decided. */
    REFERRAL_WITHDRAWAL(Weight.FIELD, Cause.WAITS),
    VISITS_OVERDUE(Weight.DESK, Cause.WAITS),
    ALARM_LEVEL_UNKNOWN(Weight.FIELD, Cause.WAITS_AT_THAT_TIME),
    /** Raised by a newer replica: this one shows it and reminds of it, and never says that its cause is gone. */
    UNKNOWN(Weight.FIELD, Cause.ONLY_A_PERSON_KNOWS);

    private static final Map<String, AttentionKind> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));

    private enum Weight {
        /** The priority of its incident is from before it was known. */
        DANGER,
        /** Somebody out there may be waiting. */
        FIELD,
        /** Work of days at a desk. */
        DESK
    }

    /** What keeps it open. */
    private enum Cause {
        /** A reminder sets its resource's next deadline; whatever moves or lifts that is what was missing. */
        WAITS_AT_THAT_TIME,
        /** As long as its resource waits for something. */
        WAITS,
        ONLY_A_PERSON_KNOWS
    }

    private final Weight weight;
    private final Cause cause;

    AttentionKind(Weight weight, Cause cause) {
        this.weight = weight;
        this.cause = cause;
    }

    /** By the name under which it is stored, whoever stored it. */
    public static AttentionKind stored(String name) {
        return BY_NAME.getOrDefault(name, UNKNOWN);
    }

    /**
     * @param priority of the incident; of what has none it is not known yet how bad it is
     */
    public Urgency urgency(Optional<Priority> priority) {
        return switch (weight) {
            case DANGER -> Urgency.HIGHEST;
            case FIELD ->
                switch (priority.orElse(Priority.P2)) {
                    case P1 -> Urgency.HIGHEST;
                    case P2 -> Urgency.HIGH;
                    case P3, P4 -> Urgency.NORMAL;
                };
            case DESK ->
                switch (priority.orElse(Priority.P4)) {
                    case P1, P2 -> Urgency.NORMAL;
                    case P3, P4 -> Urgency.LOW;
                };
        };
    }

    /**
     * Whether nothing keeps it open any more.
     *
     * @param then the next deadline that its resource had when it was told last
     * @param now the one that it has now; empty when it is over
     */
    public boolean isGone(Optional<Instant> then, Optional<Instant> now) {
        return switch (cause) {
            case WAITS_AT_THAT_TIME -> now.isEmpty() || !now.equals(then);
            case WAITS -> now.isEmpty();
            case ONLY_A_PERSON_KNOWS -> false;
        };
    }
}
