package io.qipan.dispatch.missingperson.model;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.dispatch.missingperson.model.CirclePlan.Ring;
import io.qipan.dispatch.missingperson.model.SearchState.Closed;
import io.qipan.dispatch.missingperson.model.SearchState.Going;
import io.qipan.dispatch.missingperson.model.SearchState.Held;
import io.qipan.dispatch.missingperson.model.SearchState.Open;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A search for one person.
 *
 * @param version counts the changes, without reminders; its text is the etag
 * @param incident that it was opened on, whatever that is merged into
 * @param circles as they were reached, each wider than the one before
 * @param owner subject of the token of who answers for it
 */
public record MissingSearch(
        MissingSearchId id,
        long version,
        SearchState state,
        IncidentId incident,
        Missing missing,
        List<Alert> alerts,
        List<Circle> circles,
        String owner,
        Instant openedAt,
        boolean drill,
        int reminders) {

    private static final Duration LONGEST_HOLD = Duration.ofDays(1);
    private static final double SECONDS_PER_HOUR = 3600;

    public MissingSearch {
        alerts = List.copyOf(alerts);
        circles = List.copyOf(circles);
    }

    /** When circles widen, and how often somebody looks at a search whose circle does not. */
    public record Pace(CirclePlan plan, Duration checkEvery) {}

    /** A new search with the circle that the time since last seen asks for, whatever state and circles the draft has. */
    public static MissingSearch opened(MissingSearch draft, Pace pace, String by) {
        return draft.reach(draft.ring(pace, draft.openedAt), draft.openedAt, by)
                .going(pace, draft.openedAt, draft.version);
    }

    /**
     * What time brings: the circle of the hour if that is wider, else a reminder; the end of a hold. Of a search that
     * is closed, or still held, nothing.
     */
    public MissingSearch look(Pace pace, Instant now, String by) {
        if (state instanceof Closed || state instanceof Held held && now.isBefore(held.nextDeadlineAt())) {
            return this;
        }
        Ring ring = ring(pace, now);
        if (ring.radiusKm() > widestKm()) {
            return reach(ring, now, by).going(pace, now, version + 1);
        }
        return state instanceof Held
                ? going(pace, now, version + 1)
                : with(version, new Going(nextLook(pace, now)), circles, owner, reminders + 1);
    }

    /** Before its hour. Ends a hold. */
    public Decision<MissingSearch> widen(
            int radiusKm, List<String> alsoTell, String reason, String by, Pace pace, Instant now) {
        return whileOpen("be widened").then(open -> {
            if (radiusKm <= widestKm()) {
                return Decision.refuse(Refusal.illegalTransition(
                        id.name(), "searched up to " + widestKm() + " km", "be widened to " + radiusKm + " km"));
            }
            return Decision.grant(plus(new Circle(radiusKm, now, by, reason, toTell(radiusKm, alsoTell)))
                    .going(pace, now, version + 1));
        });
    }

    /** More is known. A time that asks for a wider circle has it looked at now; a hold goes on. */
    public Decision<MissingSearch> amend(Missing known, Pace pace, Instant now) {
        return whileOpen("be amended").then(open -> {
            MissingSearch amended = with(known, version + 1, state, circles, owner, reminders);
            return Decision.grant(state instanceof Held ? amended : amended.going(pace, now, amended.version));
        });
    }

    /** The radius that the time asks for, if a hold keeps the circle smaller. */
    public Optional<Integer> keptFrom(Pace pace, Instant now) {
        int asked = ring(pace, now).radiusKm();
        return state instanceof Held && asked > widestKm() ? Optional.of(asked) : Optional.empty();
    }

    public Decision<MissingSearch> hold(Instant until, String reason, String by, Instant now) {
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_HOLD))) {
            return Decision.refuse(Refusal.of(
                            Reason.INVALID_FIELD,
                            "until " + until + " is not within a day from now, " + now
                                    + ". Hold it for a while, and hold it again if that is not enough.")
                    .withViolations(List.of(new Refusal.Violation("until", "is not within a day from now"))));
        }
        return whileOpen("be held")
                .then(open ->
                        Decision.grant(with(version + 1, new Held(until, by, reason), circles, owner, reminders)));
    }

    /** In any state: what is left to be done of a closed one needs an owner too. */
    public MissingSearch takeOver(String nextOwner) {
        return with(version + 1, state, circles, nextOwner, reminders);
    }

    /**
     * @param placed whether it is told where the person was found
     */
    public Decision<MissingSearch> close(Closing closing, boolean placed) {
        Optional<Refusal.Violation> wrong = violation(closing, placed);
        if (wrong.isPresent()) {
            return Decision.refuse(Refusal.of(
                            Reason.INVALID_FIELD,
                            id.name() + " cannot be closed as " + closing.outcome() + ": "
                                    + wrong.get().field() + " " + wrong.get().description() + ".")
                    .withViolations(List.of(wrong.get())));
        }
        return whileOpen("be closed")
                .then(open -> Decision.grant(with(version + 1, new Closed(closing), circles, owner, reminders)));
    }

    private Optional<Refusal.Violation> violation(Closing closing, boolean placed) {
        boolean found = closing.outcome().isFound();
        boolean handedOn = closing.outcome() == Closing.Outcome.HANDED_ON;
        if (found && closing.means().isEmpty()) {
            return wrong("means", "is needed of who was found");
        }
        if (found && !placed) {
            return wrong("found_place", "is needed of who was found");
        }
        if (handedOn != closing.handedTo().isPresent()) {
            return wrong("optional_handed_to", handedOn ? "is needed" : "belongs to HANDED_ON only");
        }
        return closing.happenedAt().isBefore(missing.earliest())
                ? wrong("happened_at", "is before the person was last seen, " + missing.earliest() + " at the earliest")
                : Optional.empty();
    }

    private static Optional<Refusal.Violation> wrong(String field, String how) {
        return Optional.of(new Refusal.Violation(field, how));
    }

    public int widestKm() {
        return circles.isEmpty() ? 0 : circles.getLast().radiusKm();
    }

    public boolean isClosed() {
        return state instanceof Closed;
    }

    public Optional<Instant> nextDeadlineAt() {
        return state instanceof Open open ? Optional.of(open.nextDeadlineAt()) : Optional.empty();
    }

    /** What must not begin any more when it is closed. */
    public Decision<MissingSearch> whileOpen(String action) {
        return state instanceof Open
                ? Decision.grant(this)
                : Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), action));
    }

    private Ring ring(Pace pace, Instant now) {
        return pace.plan().at(Duration.between(missing.earliest(), now));
    }

    private MissingSearch reach(Ring ring, Instant now, String by) {
        double hours = Duration.between(missing.earliest(), now).toSeconds() / SECONDS_PER_HOUR;
        String reason = String.format(Locale.ROOT, "%.1f h since last seen, counted from the earliest moment", hours);
        return plus(new Circle(ring.radiusKm(), now, by, reason, toTell(ring.radiusKm(), List.of())));
    }

    private List<String> toTell(int radiusKm, List<String> more) {
        List<String> told =
                circles.stream().flatMap(circle -> circle.tell().stream()).toList();
        return Stream.concat(
                        alerts.stream()
                                .filter(alert -> alert.fromKm() <= radiusKm)
                                .flatMap(alert -> alert.recipients().stream()),
                        more.stream())
                .filter(recipient -> !told.contains(recipient))
                .distinct()
                .toList();
    }

    private Instant nextLook(Pace pace, Instant now) {
        Instant check = now.plus(pace.checkEvery());
        return pace.plan()
                .beyond(widestKm())
                .map(ring -> missing.earliest().plus(ring.after()))
                .filter(check::isAfter)
                .orElse(check);
    }

    private MissingSearch going(Pace pace, Instant now, long nextVersion) {
        return with(nextVersion, new Going(nextLook(pace, now)), circles, owner, reminders);
    }

    private MissingSearch plus(Circle circle) {
        List<Circle> more = new ArrayList<>(circles);
        more.add(circle);
        return with(version, state, more, owner, reminders);
    }

    private MissingSearch with(
            long nextVersion, SearchState nextState, List<Circle> nextCircles, String nextOwner, int nextReminders) {
        return with(missing, nextVersion, nextState, nextCircles, nextOwner, nextReminders);
    }

    private MissingSearch with(
            Missing nextMissing,
            long nextVersion,
            SearchState nextState,
            List<Circle> nextCircles,
            String nextOwner,
            int nextReminders) {
        return new MissingSearch(
                id,
                nextVersion,
                nextState,
                incident,
                nextMissing,
                alerts,
                nextCircles,
                nextOwner,
                openedAt,
                drill,
                nextReminders);
    }
}
