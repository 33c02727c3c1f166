package io.qipan.dispatch.command.model;

import io.qipan.dispatch.command.model.NoticeState.Escalated;
import io.qipan.dispatch.command.model.NoticeState.Over;
import io.qipan.dispatch.command.model.NoticeState.Owed;
import io.qipan.dispatch.command.model.NoticeState.Waiting;
import io.qipan.dispatch.id.model.CommandNoticeId;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one recipient has heard of a command, and owes.
 *
 * @param version counts what people do, not reminders and escalations; its text is the etag
 * @param recipient {@code units/{id}} or {@code posts/{code}}
 * @param toldAt when the crew on duty was told: later than the others if it took over
 */
public record CommandNotice(
        CommandNoticeId id,
        long version,
        Brief brief,
        String recipient,
        Instant sentAt,
        Instant toldAt,
        Instant acknowledgeBy,
        Heard heard,
        NoticeState state) {

    public static CommandNotice sent(CommandNoticeId id, Brief brief, String recipient, Instant now) {
        Instant by = brief.acknowledgeBy(now);
        return new CommandNotice(
                id, 1, brief, recipient, now, now, by, Heard.NOTHING, new Waiting(Step.SENT, false, half(now, by)));
    }

    /** A device has shown it. That alone stops no clock. */
    public Decision<CommandNotice> deliver(Instant at) {
        return state instanceof Owed owed && owed.step() == Step.SENT
                ? Decision.grant(next(at(owed, Step.DELIVERED), heard.delivered(at)))
                : illegal("be delivered");
    }

    /** A person has read it: with {@link CommandKind#INFORM} that is all. */
    public Decision<CommandNotice> acknowledge(Answer answer) {
        if (!(state instanceof Owed owed) || owed.step() == Step.ACKNOWLEDGED) {
            return illegal("be acknowledged");
        }
        Heard read = heard.acknowledged(answer);
        return switch (brief.kind()) {
            case INFORM -> Decision.grant(next(new Over(End.ACKNOWLEDGED, "", answer.by(), answer.at()), read));
            case EXECUTE -> Decision.grant(next(untilDone(owed, answer.at()), read));
        };
    }

    /** A later answer of an escalated recipient leaves it with the owner until it reports. */
    private Owed untilDone(Owed owed, Instant now) {
        return switch (owed) {
            case Escalated(Step _, Instant at) -> new Escalated(Step.ACKNOWLEDGED, at);
            case Waiting _ -> new Waiting(Step.ACKNOWLEDGED, false, half(now, limit(Step.ACKNOWLEDGED)));
        };
    }

    /** What came of it. */
    public Decision<CommandNotice> report(End result, String reason, Answer answer) {
        if (!(state instanceof Owed) || brief.kind() == CommandKind.INFORM) {
            return illegal("be reported " + result.word());
        }
        return result.needsReason() && reason.isBlank()
                ? Decision.refuse(noReason(result))
                : Decision.grant(next(new Over(result, reason, answer.by(), answer.at()), heard.acknowledged(answer)));
    }

    /** Somebody of the duty room says that it need not answer. */
    public Decision<CommandNotice> excuse(String reason, String by, Instant at) {
        if (!(state instanceof Owed)) {
            return illegal("be excused");
        }
        return reason.isBlank()
                ? Decision.refuse(noReason(End.EXCUSED))
                : Decision.grant(next(new Over(End.EXCUSED, reason, by, at), heard));
    }

    public Decision<CommandNotice> withdraw(String reason, String by, Instant at) {
        return state instanceof Owed
                ? Decision.grant(next(new Over(End.WITHDRAWN, reason, by, at), heard))
                : illegal("be withdrawn");
    }

    /** Reminds or escalates if it is time; else it stays as it is. */
    public CommandNotice look(Instant now) {
        if (!(state instanceof Waiting(Step step, boolean reminded, Instant nextAt)) || nextAt.isAfter(now)) {
            return this;
        }
        Instant limit = limit(step);
        return !reminded && limit.isAfter(now)
                ? with(version, new Waiting(step, true, limit), heard)
                : with(version, new Escalated(step, now), heard.escalated(now));
    }

    /**
     * Another crew took over the unit after this one was told: it is told anew and has its own time, but what was escalated
     * stays so.
     */
    public Decision<CommandNotice> handOver(Instant crewSince, Instant now) {
        if (!(state instanceof Owed owed) || !toldAt.isBefore(crewSince)) {
            return illegal("be handed over");
        }
        // Clocks of two services may differ; told before the crew came it would be told for ever.
        Instant told = crewSince.isAfter(now) ? crewSince : now;
        Instant by = brief.acknowledgeBy(now);
        Owed anew = owed instanceof Escalated(Step _, Instant at)
                ? new Escalated(Step.SENT, at)
                : new Waiting(Step.SENT, false, half(now, by));
        return Decision.grant(
                new CommandNotice(id, version + 1, brief, recipient, sentAt, told, by, heard.byAnotherCrew(), anew));
    }

    public boolean isOwed() {
        return state instanceof Owed;
    }

    public boolean isEscalated() {
        return state instanceof Escalated;
    }

    /** When it is reminded or escalated. */
    public Optional<Instant> nextAt() {
        return state instanceof Waiting waiting ? Optional.of(waiting.nextAt()) : Optional.empty();
    }

    private Instant limit(Step step) {
        return step == Step.ACKNOWLEDGED ? brief.doneBy().orElse(acknowledgeBy) : acknowledgeBy;
    }

    private static Instant half(Instant from, Instant until) {
        return from.isBefore(until) ? from.plus(Duration.between(from, until).dividedBy(2)) : from;
    }

    private static Owed at(Owed owed, Step step) {
        return switch (owed) {
            case Waiting(Step _, boolean reminded, Instant nextAt) -> new Waiting(step, reminded, nextAt);
            case Escalated(Step _, Instant at) -> new Escalated(step, at);
        };
    }

    private Decision<CommandNotice> illegal(String action) {
        return Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), action));
    }

    private Refusal noReason(End end) {
        return Refusal.of(
                        Reason.RATIONALE_REQUIRED,
                        id.name() + " cannot be " + end.word() + " without a reason: say why in `reason`.")
                .with("outcome", end.name());
    }

    private CommandNotice next(NoticeState nextState, Heard nextHeard) {
        return with(version + 1, nextState, nextHeard);
    }

    private CommandNotice with(long nextVersion, NoticeState nextState, Heard nextHeard) {
        return new CommandNotice(
                id, nextVersion, brief, recipient, sentAt, toldAt, acknowledgeBy, nextHeard, nextState);
    }
}
