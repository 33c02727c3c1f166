package io.qipan.dispatch.referral.model;

import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.ReferralId;
import io.qipan.dispatch.referral.model.ReferralState.Accepted;
import io.qipan.dispatch.referral.model.ReferralState.Completed;
import io.qipan.dispatch.referral.model.ReferralState.Offered;
import io.qipan.dispatch.referral.model.ReferralState.Open;
import io.qipan.dispatch.referral.model.ReferralState.Over;
import io.qipan.dispatch.referral.model.ReferralState.Reminded;
import io.qipan.dispatch.referral.model.ReferralState.Returned;
import io.qipan.dispatch.referral.model.ReferralState.Undecided;
import io.qipan.dispatch.referral.model.ReferralState.Withdrawn;
import io.qipan.dispatch.transfer.model.ScopeList;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;

/**
 * A matter that another organisation hands to us.
 *
 * @param version counts the changes, without reminders of a result; its text is the etag
 * @param danger it is a call already, and goes out first
 * @param owner who answers for it here
 * @param clock ours, which the agency reads too
 * @param call that it is worked as
 * @param acceptance present when it became ours
 * @param withdrawal the last time that the agency asked to have it back while it was being worked
 */
public record Referral(
        ReferralId id,
        long version,
        ReferralState state,
        Matter matter,
        boolean danger,
        String owner,
        Clock clock,
        Optional<CallId> call,
        Optional<Acceptance> acceptance,
        Optional<Withdrawal> withdrawal) {

    /** Owns what nobody has taken. */
    public static final String DESK = "desk:intake";

    /** Owns what nobody took in time. */
    public static final String COMMAND = "desk:command";

    private static final String SYSTEM = "system:referral.withdraw";

    /** When it came, and by when what is due. */
    public record Clock(Instant offeredAt, Instant decideBy, Instant keepBy, Instant answerBy) {

        /** Command has as long as those who were asked first. */
        public static Clock from(Instant now, ScopeList.Limits limits) {
            Instant decideBy = now.plus(limits.decideWithin());
            return new Clock(now, decideBy, decideBy.plus(limits.decideWithin()), now.plus(limits.answerWithin()));
        }
    }

    /**
     * That it is ours.
     *
     * @param by the subject of a token, or of the system
     */
    public record Acceptance(Instant at, String by) {}

    /** How its call or incident ended; {@code text} names that one. */
    public record Result(String outcome, String text, Instant at) {}

    /**
     * It is here, and nobody has decided.
     *
     * @param worked the call that goes out at once, if there is danger
     */
    public static Referral offered(ReferralId id, Matter matter, Clock clock, Optional<CallId> worked) {
        return new Referral(
                id,
                1,
                new Offered(clock.decideBy()),
                matter,
                worked.isPresent(),
                DESK,
                clock,
                worked,
                Optional.empty(),
                Optional.empty());
    }

    /** Nobody decided in time: command is told. */
    public Decision<Referral> remind() {
        return switch (state) {
            case Offered _ -> Decision.grant(with(new Reminded(clock.keepBy()), danger, COMMAND, call, acceptance));
            case Reminded _, Accepted _, Over _ -> refuse("be reminded of");
        };
    }

    /** Whether it may become ours now; asked before a call is made of it. */
    public Decision<Referral> acceptable() {
        return switch (state) {
            case Undecided _ -> Decision.grant(this);
            case Accepted _, Over _ -> refuse("be accepted");
        };
    }

    /**
     * It is ours.
     *
     * @param worked the call that it is worked as, which stays the same if there is one already
     * @param nextOwner who answers for it from now on
     */
    public Decision<Referral> accept(Acceptance by, CallId worked, String nextOwner) {
        return acceptable()
                .then(_ -> Decision.grant(with(
                        new Accepted(clock.answerBy()),
                        danger,
                        nextOwner,
                        Optional.of(call.orElse(worked)),
                        Optional.of(by))));
    }

    /** It stays with the agency, as far as {@code rule} lets it. */
    public Decision<Referral> giveBack(GivingBack rule, String reason, Instant at) {
        return switch (state) {
            case Undecided _ ->
                rule.decide(id.name(), matter.code(), danger)
                        .then(_ -> Decision.grant(with(new Returned(reason, at), danger, owner, call, acceptance)
                                .overtakeWithdrawal("It was returned: " + reason, at, SYSTEM)));
            case Accepted _, Over _ -> refuse("be returned");
        };
    }

    /**
     * Whether danger that is told now changes something: it was not known, or the agency has asked to have the matter back
     * since. Where life or safety is in danger police go first, whatever the class, and it is not handed on before.
     */
    public boolean isDangerNews() {
        return !danger || withdrawal.filter(Withdrawal::isOpen).isPresent();
    }

    /**
     * There is danger: who tells of it does not want it back. Told again it changes nothing.
     *
     * @param worked the call that goes out for it, unless it has one
     */
    public Decision<Referral> endanger(CallId worked, Instant at) {
        return endangerable(Optional.empty())
                .then(_ -> Decision.grant(
                        isDangerNews()
                                ? with(state, true, owner, Optional.of(call.orElse(worked)), acceptance)
                                        .overtakeWithdrawal("Danger was told of it since", at, SYSTEM)
                                : this));
    }

    /**
     * Whether danger that has come up can still be told of it; asked before a call is made of it.
     *
     * @param ended how its call or incident has, if it has, also while it is not completed by that yet
     */
    public Decision<Referral> endangerable(Optional<Result> ended) {
        return switch (state) {
            case Open _ when ended.isEmpty() -> Decision.grant(this);
            case Open _, Over _ ->
                Decision.refuse(Refusal.of(
                                Reason.ILLEGAL_TRANSITION,
                                id.name() + " is " + state.word()
                                        + ended.map(result -> ", and " + result.text())
                                                .orElse("")
                                        + ": danger that has come up since is another matter."
                                        + " Offer it by a reference that is new.")
                        .with("resource", id.name())
                        .with("state", state.word())
                        .with("action", "become dangerous"));
        };
    }

    /**
     * What it is worked as has ended. Of a danger that may be before anybody decided on the referral itself.
     *
     * @param by whose acceptance it is then
     */
    public Decision<Referral> complete(Result result, String by) {
        Completed completed = new Completed(result.text(), result.at(), result.outcome());
        return switch (state) {
            case Accepted _ ->
                Decision.grant(with(completed, danger, owner, call, acceptance)
                        .overtakeWithdrawal(result.text(), result.at(), by));
            case Undecided _ ->
                call.isPresent()
                        ? Decision.grant(
                                with(completed, danger, owner, call, Optional.of(new Acceptance(result.at(), by)))
                                        .overtakeWithdrawal(result.text(), result.at(), by))
                        : refuse("be completed without a call");
            case Over _ -> refuse("be completed");
        };
    }

    /** Somebody has been reminded that there is no result; the next look is later. */
    public Decision<Referral> overdue(Instant nextDeadlineAt) {
        return switch (state) {
            case Accepted _ ->
                Decision.grant(new Referral(
                        id,
                        version,
                        new Accepted(nextDeadlineAt),
                        matter,
                        danger,
                        owner,
                        clock,
                        call,
                        acceptance,
                        withdrawal));
            case Undecided _, Over _ -> refuse("be without a result");
        };
    }

    /**
     * The agency wants it back. While nobody works it, it has it at once; else {@code decider} is asked.
     *
     * @param decider who answers for what it is worked as
     * @param decideBy when command is told, if nobody has decided
     */
    public Decision<Referral> withdraw(String reason, Instant at, String decider, Instant decideBy) {
        return switch (state) {
            case Undecided _
            when call.isEmpty() -> Decision.grant(with(new Withdrawn(reason, at), danger, owner, call, acceptance));
            case Open _
            when withdrawal.filter(Withdrawal::isOpen).isPresent() ->
                Decision.refuse(Refusal.of(
                                Reason.ILLEGAL_TRANSITION,
                                id.name() + " waits for "
                                        + withdrawal.orElseThrow().owner()
                                        + " to decide already: it cannot be asked for twice. Wait for the answer.")
                        .with("resource", id.name())
                        .with("state", state.word())
                        .with("action", "be withdrawn"));
            case Open _ ->
                Decision.grant(with(state, danger, owner, call, acceptance)
                        .asking(Withdrawal.asked(reason, at, decider, decideBy)));
            case Over _ -> refuse("be withdrawn");
        };
    }

    /** Nobody has decided in time whether the agency gets it back: command is told. */
    public Decision<Referral> remindOfWithdrawal(Instant nextDeadlineAt) {
        return asked("be reminded of, as nobody asks to have it back")
                .then(open -> open.remind(id.name(), nextDeadlineAt))
                .then(reminded -> Decision.grant(
                        with(state, danger, owner, call, acceptance).asking(reminded)));
    }

    /** The agency has it back, and is owed no result; what it was worked as goes on. */
    public Decision<Referral> grantWithdrawal(String answer, Instant at, String by) {
        return asked("be given back, as nobody asks to have it back")
                .then(open -> open.decide(id.name(), new Withdrawal.Granted(answer, at, by)))
                .then(granted ->
                        Decision.grant(with(new Withdrawn(granted.reason(), at), danger, owner, call, acceptance)
                                .asking(granted)));
    }

    /** It stays ours. */
    public Decision<Referral> refuseWithdrawal(String answer, Instant at, String by) {
        return asked("be kept, as nobody asks to have it back")
                .then(open -> open.decide(id.name(), new Withdrawal.Refused(answer, at, by)))
                .then(refused -> Decision.grant(
                        with(state, danger, owner, call, acceptance).asking(refused)));
    }

    private Decision<Withdrawal> asked(String action) {
        return withdrawal
                .<Decision<Withdrawal>>map(Decision::grant)
                .orElseGet(() -> Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), action)));
    }

    private Referral overtakeWithdrawal(String why, Instant at, String by) {
        return withdrawal.map(asked -> asking(asked.overtaken(why, at, by))).orElse(this);
    }

    private Referral asking(Withdrawal next) {
        return new Referral(id, version, state, matter, danger, owner, clock, call, acceptance, Optional.of(next));
    }

    public Optional<Instant> nextDeadlineAt() {
        return state instanceof Open open ? Optional.of(open.nextDeadlineAt()) : Optional.empty();
    }

    private Decision<Referral> refuse(String action) {
        return Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), action));
    }

    private Referral with(
            ReferralState nextState,
            boolean nextDanger,
            String nextOwner,
            Optional<CallId> nextCall,
            Optional<Acceptance> nextAcceptance) {
        return new Referral(
                id, version + 1, nextState, matter, nextDanger, nextOwner, clock, nextCall, nextAcceptance, withdrawal);
    }
}
