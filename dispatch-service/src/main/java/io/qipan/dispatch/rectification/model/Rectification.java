package io.qipan.dispatch.rectification.model;

import io.qipan.dispatch.id.model.HotspotAnalysisId;
import io.qipan.dispatch.id.model.RectificationId;
import io.qipan.dispatch.rectification.model.RectificationState.Assessed;
import io.qipan.dispatch.rectification.model.RectificationState.Attention;
import io.qipan.dispatch.rectification.model.RectificationState.Done;
import io.qipan.dispatch.rectification.model.RectificationState.Measures;
import io.qipan.dispatch.rectification.model.RectificationState.Open;
import io.qipan.dispatch.rectification.model.RectificationState.UnderWay;
import io.qipan.dispatch.rectification.model.RectificationState.Unfinished;
import io.qipan.dispatch.rectification.model.RectificationState.Withdrawn;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is done about a hotspot.
 *
 * @param version counts what people do, without reminders; its text is the etag
 * @param type of the hotspot
 * @param dueAt until when the measures have to be taken
 * @param measures what shall be done
 * @param comparedDays how many days before are compared with as many after
 */
public record Rectification(
        RectificationId id,
        long version,
        RectificationState state,
        HotspotAnalysisId.Numbered hotspot,
        String type,
        String owner,
        Instant dueAt,
        String measures,
        int comparedDays,
        Instant openedAt,
        String openedBy) {
    private static final Duration LONGEST = Duration.ofDays(731);

    /** Refuses INVALID_FIELD. */
    public Decision<Rectification> check() {
        return due(dueAt, openedAt).then(_ -> Decision.grant(this));
    }

    private static Decision<Instant> due(Instant dueAt, Instant now) {
        if (dueAt.isAfter(now) && !dueAt.isAfter(now.plus(LONGEST))) {
            return Decision.grant(dueAt);
        }
        String problem = dueAt + " must be after now, " + now + ", and within two years";
        return Decision.refuse(Refusal.of(Reason.INVALID_FIELD, "due_at: " + problem + ".")
                .withViolations(List.of(new Refusal.Violation("due_at", problem))));
    }

    /** The measures begin. One that was overdue stays so. */
    public Decision<Rectification> start(Instant at) {
        return state instanceof Open(Attention due)
                ? Decision.grant(next(new UnderWay(at, due)))
                : illegal("be started");
    }

    /** The measures are taken. Next it is looked whether they helped. */
    public Decision<Rectification> finish(String text, Instant at) {
        if (!(state instanceof UnderWay(Instant begun, Attention _))) {
            return illegal("be done");
        }
        Measures taken = new Measures(begun, at, text);
        return Decision.grant(next(new Done(
                taken, new Attention(Windows.around(taken, comparedDays).afterIsOverAt(), 0))));
    }

    /** What is compared. Refuses INCOMPLETE while the days after are not over. */
    public Decision<Windows> windows(Instant now) {
        if (!(state instanceof Done(Measures taken, Attention _))) {
            return illegal("be assessed");
        }
        Windows windows = Windows.around(taken, comparedDays);
        return now.isBefore(windows.afterIsOverAt())
                ? Decision.refuse(Refusal.of(
                                Reason.INCOMPLETE,
                                id.name() + " cannot be assessed yet: the " + comparedDays
                                        + " days after the measures are over on " + windows.afterUntil() + ".")
                        .with("resource", id.name())
                        .with("missing", "days_after"))
                : Decision.grant(windows);
    }

    public Decision<Rectification> assess(EffectAssessment assessment) {
        return state instanceof Done(Measures taken, Attention _)
                ? Decision.grant(next(new Assessed(taken, assessment)))
                : illegal("be assessed");
    }

    /** Another owner. While the measures are not taken also another due date, which it is not overdue by. */
    public Decision<Rectification> reassign(String nextOwner, Instant nextDueAt, Instant now) {
        return switch (state) {
            case Open _ ->
                due(nextDueAt, now)
                        .then(due ->
                                Decision.grant(with(new Open(new Attention(due, 0)), version + 1, nextOwner, due)));
            case UnderWay(Instant begun, Attention _) ->
                due(nextDueAt, now)
                        .then(due -> Decision.grant(
                                with(new UnderWay(begun, new Attention(due, 0)), version + 1, nextOwner, due)));
            case Done done -> Decision.grant(with(done, version + 1, nextOwner, dueAt));
            case Assessed _, Withdrawn _ -> illegal("be reassigned");
        };
    }

    /** It was opened by mistake, or is not pursued. */
    public Decision<Rectification> withdraw(String reason, String by, Instant at) {
        return switch (state) {
            case Open _, UnderWay _ -> Decision.grant(next(new Withdrawn(state.startedAt(), at, by, reason)));
            case Done _, Assessed _, Withdrawn _ -> illegal("be withdrawn");
        };
    }

    /** Somebody was reminded; the next look is later. */
    public Decision<Rectification> remind(Instant nextDeadlineAt) {
        return switch (state) {
            case Open(Attention due) -> reminded(new Open(due.reminded(nextDeadlineAt)));
            case UnderWay(Instant begun, Attention due) -> reminded(new UnderWay(begun, due.reminded(nextDeadlineAt)));
            case Done(Measures taken, Attention due) -> reminded(new Done(taken, due.reminded(nextDeadlineAt)));
            case Assessed _, Withdrawn _ -> illegal("be called to mind");
        };
    }

    /** The owner was reminded and nothing came of it. */
    public boolean isEscalated() {
        return state instanceof Unfinished unfinished && unfinished.due().isEscalated();
    }

    private <T> Decision<T> illegal(String action) {
        return Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), action));
    }

    private Decision<Rectification> reminded(RectificationState next) {
        return Decision.grant(with(next, version, owner, dueAt));
    }

    private Rectification next(RectificationState next) {
        return with(next, version + 1, owner, dueAt);
    }

    private Rectification with(RectificationState next, long nextVersion, String nextOwner, Instant nextDueAt) {
        return new Rectification(
                id, nextVersion, next, hotspot, type, nextOwner, nextDueAt, measures, comparedDays, openedAt, openedBy);
    }
}
