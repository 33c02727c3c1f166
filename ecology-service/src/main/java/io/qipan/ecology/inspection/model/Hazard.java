package io.qipan.ecology.inspection.model;

import io.qipan.ecology.inspection.model.HazardState.Closed;
import io.qipan.ecology.inspection.model.HazardState.HandedOn;
import io.qipan.ecology.inspection.model.HazardState.Open;
import io.qipan.ecology.inspection.model.HazardState.Rectified;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that has to be put right.
 *
 * @param version counts the changes, from 1
 * @param extensions how often the time was moved on, or it was taken back, since somebody looked at it
 * @param escalations how often and when it went up
 * @param rechecks the oldest first
 */
public record Hazard(
        UUID id,
        long version,
        Finding finding,
        HazardState state,
        int extensions,
        Escalations escalations,
        List<Recheck> rechecks) {
    public static final String KIND = "hazards/";
    /** The law fixes no time to put a hazard right; this is a limit of the system. */
    public static final Duration LONGEST = Duration.ofDays(180);

    private static final int MOST_EXTENSIONS = 2;
    /** So that one hazard stays readable; who needs more hands it on. One more may always find it gone. */
    static final int MOST_RECHECKS = 100;

    public Hazard {
        rechecks = List.copyOf(rechecks);
    }

    public static Hazard found(UUID id, Finding finding, Instant dueAt, String reason) {
        return new Hazard(id, 1, finding, new Open(dueAt, reason), 0, Escalations.NONE, List.of());
    }

    /** Whether something found at one time may wait until another. */
    public static boolean mayWaitUntil(Instant due, Instant from) {
        return due.isAfter(from) && !due.isAfter(from.plus(LONGEST));
    }

    public String name() {
        return KIND + id;
    }

    public String etag() {
        return Long.toString(version);
    }

    /** This hazard, if it is still what the caller has read. */
    public Decision<Hazard> unchangedSince(String etag) {
        return etag.equals(etag()) ? Decision.grant(this) : Decision.refuse(Refusal.staleEtag(name(), etag, etag()));
    }

    /** Somebody says that it is put right. */
    public Decision<Hazard> rectified(String note, Instant lookBy) {
        return switch (state) {
            case Open _ -> Decision.grant(next(new Rectified(lookBy, note), extensions, rechecks));
            case Rectified _, HandedOn _, Closed _ -> illegal("be reported as rectified");
        };
    }

    /** Somebody has looked and it is gone. */
    public Decision<Hazard> gone(Recheck recheck) {
        return looked(recheck).then(seen -> Decision.grant(next(new Closed(recheck), extensions, seen)));
    }

    /** Somebody has looked and it is still there. */
    public Decision<Hazard> stillThere(Recheck recheck, Instant dueAt, String reason) {
        if (rechecks.size() >= MOST_RECHECKS) {
            return Decision.refuse(Refusal.illegalTransition(
                    name(), "RE-CHECKED_" + MOST_RECHECKS + "_TIMES", "be found still there again; hand it on"));
        }
        return looked(recheck)
                .then(seen -> reason.isBlank() || !mayWaitUntil(dueAt, recheck.recordedAt())
                        ? invalid(
                                "due_at", "give a new time within " + LONGEST.toDays() + " days and the reason for it")
                        : Decision.grant(next(new Open(dueAt, reason), 0, seen)));
    }

    private Decision<List<Recheck>> looked(Recheck recheck) {
        if (state instanceof Closed) {
            return illegal("be re-checked");
        }
        Instant earliest =
                rechecks.isEmpty() ? finding.foundAt() : rechecks.getLast().at();
        if (recheck.at().isBefore(earliest)) {
            return invalid("at", "it was found or looked at last at " + earliest + ", which is later");
        }
        List<Recheck> seen = new ArrayList<>(rechecks);
        seen.add(recheck);
        return Decision.grant(seen);
    }

    /** Moves the time on. */
    public Decision<Hazard> extended(Instant dueAt, String reason, Instant now) {
        if (!(state instanceof Open open)) {
            return illegal("be extended");
        }
        if (finding.transfer()) {
            return Decision.refuse(Refusal.illegalTransition(
                    name(), "TO_BE_HANDED_ON", "be extended: another authority answers for it, hand it on"));
        }
        if (open.lookBy().isPresent()) {
            return Decision.refuse(Refusal.illegalTransition(
                    name(),
                    "OVERDUE_SINCE_" + open.dueAt(),
                    "be extended before somebody looks at it, by "
                            + open.lookBy().get()));
        }
        if (extensions >= MOST_EXTENSIONS) {
            return exhausted("be extended again");
        }
        return dueAt.isAfter(open.dueAt()) && mayWaitUntil(dueAt, now)
                ? Decision.grant(next(new Open(dueAt, reason), extensions + 1, rechecks))
                : invalid(
                        "due_at",
                        "it must be after " + open.dueAt() + " and within " + LONGEST.toDays() + " days from now");
    }

    /** Gives it to somebody else. */
    public Decision<Hazard> handedOn(String to, String reason, Instant askBy) {
        return switch (state) {
            case Open _, Rectified _ when extensions >= MOST_EXTENSIONS -> exhausted("be handed on");
            case Open _, Rectified _ -> Decision.grant(next(new HandedOn(to, askBy, reason), extensions, rechecks));
            case HandedOn _, Closed _ -> illegal("be handed on");
        };
    }

    /** Takes it back from whom it was handed to. */
    public Decision<Hazard> takenBack(Instant dueAt, String reason, Instant now) {
        return switch (state) {
            case HandedOn _ ->
                mayWaitUntil(dueAt, now)
                        ? Decision.grant(next(new Open(dueAt, reason), extensions + 1, rechecks))
                        : invalid("due_at", "it must be within " + LONGEST.toDays() + " days from now");
            case Open _, Rectified _, Closed _ -> illegal("be taken back");
        };
    }

    /** When its time passed, if nobody has found so yet, and somebody therefore has to look at it. */
    public Optional<Instant> freshlyOverdue(Instant now) {
        return state instanceof Open(Instant dueAt, String _, Optional<Instant> lookBy)
                        && lookBy.isEmpty()
                        && !dueAt.isAfter(now)
                ? Optional.of(dueAt)
                : Optional.empty();
    }

    /**
     * What it waited for has not happened in time.
     *
     * @param lookBy until when somebody has to look at an open one; what was set first stays
     */
    public Decision<Hazard> escalated(Instant now, Instant lookBy) {
        HazardState looked = state instanceof Open(Instant dueAt, String reason, Optional<Instant> set)
                ? new Open(dueAt, reason, set.or(() -> Optional.of(lookBy)))
                : state;
        return state.waitsUntil().filter(due -> !due.isAfter(now)).isPresent()
                ? Decision.grant(
                        new Hazard(id, version + 1, finding, looked, extensions, escalations.oneMore(now), rechecks))
                : illegal("go up");
    }

    private Hazard next(HazardState newState, int newExtensions, List<Recheck> newRechecks) {
        return new Hazard(id, version + 1, finding, newState, newExtensions, escalations, newRechecks);
    }

    private <T> Decision<T> exhausted(String action) {
        return Decision.refuse(Refusal.illegalTransition(
                name(), state.code() + "_MOVED_ON_" + extensions + "_TIMES", action + " before somebody looks at it"));
    }

    private <T> Decision<T> illegal(String action) {
        return Decision.refuse(Refusal.illegalTransition(name(), state.code(), action));
    }

    private static <T> Decision<T> invalid(String field, String wrong) {
        return Decision.refuse(Refusal.of(Reason.INVALID_FIELD, field + ": " + wrong + ".")
                .withViolations(List.of(new Violation(field, wrong))));
    }
}
