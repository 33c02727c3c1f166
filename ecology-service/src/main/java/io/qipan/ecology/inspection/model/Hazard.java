package io.qipan.ecology.inspection.model;

import io.qipan.ecology.calendar.model.Due;
import io.qipan.ecology.inspection.model.HazardState.Closed;
import io.qipan.ecology.inspection.model.HazardState.Deadline;
import io.qipan.ecology.inspection.model.HazardState.HandedOn;
import io.qipan.ecology.inspection.model.HazardState.Look;
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
import java.util.stream.Stream;

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

    public static Hazard found(UUID id, Finding finding, Due due, String reason) {
        Deadline deadline = new Deadline(due.at(), due.provisional(), Optional.empty());
        return new Hazard(id, 1, finding, new Open(deadline, reason), 0, Escalations.NONE, List.of());
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

    /** Somebody says that it is put right. A look that somebody has to take by then stays, and so does that at what is overdue. */
    public Decision<Hazard> rectified(String note, Instant now, HazardClocks clocks) {
        return switch (state) {
            case Open(Deadline kept, String _) -> {
                Instant from = kept.dueAt().isBefore(now) ? kept.dueAt() : now;
                Look first = kept.look().orElseGet(() -> look(from, clocks));
                yield Decision.grant(next(new Rectified(first, note, kept.looked()), extensions, rechecks));
            }
            case Rectified _, HandedOn _, Closed _ -> illegal("be reported as rectified");
        };
    }

    private static Look look(Instant from, HazardClocks clocks) {
        Due due = clocks.recheck(from);
        return new Look(due.at(), from, due.provisional());
    }

    /** Somebody has looked and it is gone. */
    public Decision<Hazard> gone(Recheck recheck) {
        return looked(recheck).then(seen -> Decision.grant(next(new Closed(recheck), extensions, seen)));
    }

    /** Somebody has looked and it is still there. The time to hand on what another authority answers for does not move. */
    public Decision<Hazard> stillThere(Recheck recheck, Instant dueAt, String reason) {
        if (rechecks.size() >= MOST_RECHECKS) {
            return Decision.refuse(Refusal.illegalTransition(
                    name(), "RE-CHECKED_" + MOST_RECHECKS + "_TIMES", "be found still there again; hand it on"));
        }
        return looked(recheck)
                .then(seen -> reason.isBlank() || !mayWaitUntil(dueAt, recheck.recordedAt())
                        ? invalid(
                                "due_at", "give a new time within " + LONGEST.toDays() + " days and the reason for it")
                        : Decision.grant(next(stillThere(dueAt, reason), 0, seen)));
    }

    private HazardState stillThere(Instant dueAt, String reason) {
        Deadline given = Deadline.of(dueAt);
        return switch (state) {
            case HandedOn handed when finding.transfer() -> handed;
            case Open(Deadline kept, String _) -> new Open(finding.transfer() ? kept.looked() : given, reason);
            case Rectified(Look _, String _, Deadline kept) -> new Open(finding.transfer() ? kept : given, reason);
            case HandedOn _, Closed _ -> new Open(given, reason);
        };
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
        Deadline deadline = open.deadline();
        if (deadline.look().isPresent()) {
            return Decision.refuse(Refusal.illegalTransition(
                    name(),
                    deadline.dueAt().isAfter(now) ? "TO_BE_LOOKED_AT" : "OVERDUE_SINCE_" + deadline.dueAt(),
                    "be extended before somebody looks at it, by "
                            + deadline.look().get().by()));
        }
        if (extensions >= MOST_EXTENSIONS) {
            return exhausted("be extended again");
        }
        return dueAt.isAfter(deadline.dueAt()) && mayWaitUntil(dueAt, now)
                ? Decision.grant(next(new Open(Deadline.of(dueAt), reason), extensions + 1, rechecks))
                : invalid(
                        "due_at",
                        "it must be after " + deadline.dueAt() + " and within " + LONGEST.toDays() + " days from now");
    }

    /** Gives it to somebody else. Its own time runs on, unless this is what it waited for. */
    public Decision<Hazard> handedOn(String to, String reason, Instant askBy) {
        return switch (state) {
            case Open _, Rectified _ when extensions >= MOST_EXTENSIONS -> exhausted("be handed on");
            case Open(Deadline kept, String _) ->
                Decision.grant(next(handed(to, reason, askBy, kept), extensions, rechecks));
            case Rectified(Look look, String _, Deadline kept) ->
                Decision.grant(next(
                        handed(to, reason, askBy, new Deadline(kept.dueAt(), kept.provisional(), Optional.of(look))),
                        extensions,
                        rechecks));
            case HandedOn _, Closed _ -> illegal("be handed on");
        };
    }

    private HandedOn handed(String to, String reason, Instant askBy, Deadline kept) {
        if (finding.transfer()) {
            return new HandedOn(to, askBy, reason, Optional.of(kept.looked()));
        }
        Instant passesAt = kept.passesAt();
        return new HandedOn(to, passesAt.isBefore(askBy) ? passesAt : askBy, reason, Optional.of(kept));
    }

    /**
     * Takes it back from whom it was handed to, with the time that it had.
     *
     * @param earlier a time before that; empty: that time
     */
    public Decision<Hazard> takenBack(Optional<Instant> earlier, String reason, Instant now) {
        if (!(state instanceof HandedOn handed)) {
            return illegal("be taken back");
        }
        if (handed.kept().isEmpty()) {
            return earlier.filter(dueAt -> mayWaitUntil(dueAt, now)).isPresent()
                    ? Decision.grant(next(new Open(Deadline.of(earlier.get()), reason), extensions + 1, rechecks))
                    : invalid(
                            "due_at",
                            "the time that it had is not known: name one within " + LONGEST.toDays()
                                    + " days from now");
        }
        Deadline kept = handed.kept().get();
        if (earlier.filter(dueAt -> !dueAt.isAfter(now) || dueAt.isAfter(kept.dueAt()))
                .isPresent()) {
            return invalid(
                    "due_at",
                    earlier.get() + " is past, or after " + kept.dueAt()
                            + ", which is the time that it had. Leave it out to keep that");
        }
        Deadline deadline =
                earlier.map(dueAt -> new Deadline(dueAt, false, kept.look())).orElse(kept);
        return Decision.grant(next(new Open(deadline, reason), extensions + 1, rechecks));
    }

    /** When its time passed, if nobody has found so yet, and somebody therefore has to look at it. */
    public Optional<Instant> freshlyOverdue(Instant now) {
        return state instanceof Open(Deadline deadline, String _)
                        && deadline.look().isEmpty()
                        && !deadline.dueAt().isAfter(now)
                ? Optional.of(deadline.dueAt())
                : Optional.empty();
    }

    /**
     * What it waited for has not happened in time. Somebody has to look at it then, unless it was said to be put right or handed
     * on to who answers for it; the time that was set first stays.
     */
    public Decision<Hazard> escalated(Instant now, HazardClocks clocks) {
        HazardState looked = switch (state) {
            case Open(Deadline deadline, String reason) -> new Open(lookedAt(deadline, now, clocks), reason);
            case HandedOn(String to, Instant dueAt, String reason, Optional<Deadline> kept) ->
                new HandedOn(
                        to, dueAt, reason, finding.transfer() ? kept : kept.map(had -> lookedAt(had, now, clocks)));
            case Rectified _, Closed _ -> state;
        };
        return Stream.of(state.waitsUntil(), state.goesUpAt())
                        .flatMap(Optional::stream)
                        .anyMatch(due -> !due.isAfter(now))
                ? Decision.grant(
                        new Hazard(id, version + 1, finding, looked, extensions, escalations.oneMore(now), rechecks))
                : illegal("go up");
    }

    private static Deadline lookedAt(Deadline deadline, Instant now, HazardClocks clocks) {
        Instant dueAt = deadline.dueAt();
        return deadline.look().isPresent() || dueAt.isAfter(now)
                ? deadline
                : new Deadline(dueAt, deadline.provisional(), Optional.of(look(dueAt, clocks)));
    }

    /** Its times counted again by what is known of the holidays. Changes nothing else. */
    public Hazard recounted(HazardClocks clocks) {
        HazardState counted = switch (state) {
            case Open(Deadline deadline, String reason) -> new Open(recounted(deadline, clocks), reason);
            case Rectified(Look look, String note, Deadline kept) ->
                new Rectified(recounted(look, clocks), note, recounted(kept, clocks));
            case HandedOn(String to, Instant dueAt, String reason, Optional<Deadline> kept) -> {
                Optional<Deadline> known = kept.map(deadline -> recounted(deadline, clocks));
                boolean waited = kept.filter(deadline ->
                                !finding.transfer() && deadline.passesAt().equals(dueAt))
                        .isPresent();
                yield new HandedOn(to, waited ? known.orElseThrow().passesAt() : dueAt, reason, known);
            }
            case Closed closed -> closed;
        };
        return new Hazard(id, version, finding, counted, extensions, escalations, rechecks);
    }

    /** The next version of this one, of which only times have moved. */
    public Hazard moved() {
        return next(state, extensions, rechecks);
    }

    /** What is due later by the calendar than was thought has not passed, and nobody has to look because of it. */
    private Deadline recounted(Deadline deadline, HazardClocks clocks) {
        Optional<Look> look = deadline.look().map(due -> recounted(due, clocks));
        if (!deadline.provisional()) {
            return new Deadline(deadline.dueAt(), false, look);
        }
        Due due = clocks.transfer(finding.foundAt());
        boolean moved = due.at().isAfter(deadline.dueAt());
        return new Deadline(
                due.at(),
                due.provisional(),
                look.filter(it -> !(moved && it.from().equals(deadline.dueAt()))));
    }

    private static Look recounted(Look look, HazardClocks clocks) {
        return look.provisional() ? look(look.from(), clocks) : look;
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
