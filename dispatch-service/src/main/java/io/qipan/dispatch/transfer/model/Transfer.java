package io.qipan.dispatch.transfer.model;

import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.TransferId;
import io.qipan.dispatch.transfer.model.TransferState.Accepted;
import io.qipan.dispatch.transfer.model.TransferState.Back;
import io.qipan.dispatch.transfer.model.TransferState.Completed;
import io.qipan.dispatch.transfer.model.TransferState.Delivered;
import io.qipan.dispatch.transfer.model.TransferState.Kept;
import io.qipan.dispatch.transfer.model.TransferState.Offered;
import io.qipan.dispatch.transfer.model.TransferState.Open;
import io.qipan.dispatch.transfer.model.TransferState.Over;
import io.qipan.dispatch.transfer.model.TransferState.Returned;
import io.qipan.dispatch.transfer.model.TransferState.Undecided;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;

/**
 * A matter on its way to another organisation.
 *
 * @param version counts the changes, without reminders; its text is the etag
 * @param owner who answers for it here while nobody there does
 * @param clock ours, which the partner is told
 * @param theirs what they have told
 * @param drill of the call
 */
public record Transfer(
        TransferId id,
        long version,
        TransferState state,
        CallId call,
        String partner,
        String matter,
        int scopeVersion,
        Way way,
        String note,
        boolean danger,
        String owner,
        Clock clock,
        Theirs theirs,
        boolean drill) {

    /** When it was offered, and by when what is due. */
    public record Clock(Instant offeredAt, Instant deliverBy, Instant decideBy, Instant answerBy) {

        public static Clock from(Instant now, ScopeList.Limits limits) {
            return new Clock(
                    now,
                    now.plus(limits.deliverWithin()),
                    now.plus(limits.deliverWithin()).plus(limits.decideWithin()),
                    now.plus(limits.answerWithin()));
        }
    }

    /**
     * Their clock, and their names for things; empty texts if they told none.
     *
     * @param toldBy who here was told of the acceptance, if they have not answered themselves
     */
    public record Theirs(
            Optional<Instant> deliveredAt,
            Optional<Instant> acceptedAt,
            Optional<Instant> expectedAt,
            String reference,
            String acceptedBy,
            String toldBy) {

        public static final Theirs NOTHING =
                new Theirs(Optional.empty(), Optional.empty(), Optional.empty(), "", "", "");

        Theirs delivered(Instant at, String told) {
            return new Theirs(
                    Optional.of(at), acceptedAt, expectedAt, told.isEmpty() ? reference : told, acceptedBy, toldBy);
        }

        Theirs accepted(Acceptance acceptance) {
            return new Theirs(
                    deliveredAt.or(() -> Optional.of(acceptance.at())),
                    Optional.of(acceptance.at()),
                    acceptance.expectedAt(),
                    acceptance.reference().isEmpty() ? reference : acceptance.reference(),
                    acceptance.by(),
                    acceptance.toldBy());
        }
    }

    /**
     * That a person there takes it.
     *
     * @param by who there
     * @param toldBy who here was told; empty: nobody, they have answered themselves
     */
    public record Acceptance(Instant at, String by, String toldBy, String reference, Optional<Instant> expectedAt) {}

    /** Their system has it. Knowing more already, as when they decided before we heard of it, changes nothing. */
    public Transfer delivered(Instant at, String reference) {
        return state instanceof Offered ? next(new Delivered(clock.decideBy()), theirs.delivered(at, reference)) : this;
    }

    /** An acceptance can be here before the news of the delivery. Told again it changes nothing. */
    public Decision<Transfer> accept(Acceptance acceptance) {
        return switch (state) {
            case Undecided _ -> Decision.grant(next(new Accepted(clock.answerBy()), theirs.accepted(acceptance)));
            case Accepted _, Completed _ -> Decision.grant(this);
            case Returned _, Kept _ -> refuse("be accepted");
        };
    }

    public Decision<Transfer> giveBack(String reason, Instant at) {
        return switch (state) {
            case Undecided _ -> Decision.grant(next(new Returned(reason, at, Optional.empty()), theirs));
            case Returned _ -> Decision.grant(this);
            case Accepted _, Kept _, Completed _ -> refuse("be returned");
        };
    }

    public Decision<Transfer> complete(String result, Instant at) {
        return switch (state) {
            case Accepted _ -> Decision.grant(next(new Completed(result, at), theirs));
            case Completed _ -> Decision.grant(this);
            case Undecided _, Returned _, Kept _ -> refuse("be completed");
        };
    }

    /** It stays here. Of one that is back already: somebody has seen it. */
    public Decision<Transfer> keep(String reason, Instant at) {
        return switch (state) {
            case Undecided _ -> Decision.grant(next(new Kept(reason, at, Optional.empty()), theirs));
            case Back back
            when back.nextDeadlineAt().isPresent() -> Decision.grant(next(backUntil(back, Optional.empty()), theirs));
            case Accepted _, Over _ -> refuse("be kept");
        };
    }

    /** They have taken it, and have told no result in the time that was agreed: it is ours again. */
    public Decision<Transfer> takeBack(String reason, Instant at) {
        return switch (state) {
            case Accepted _
            when !at.isBefore(clock.answerBy()) -> Decision.grant(next(new Kept(reason, at, Optional.empty()), theirs));
            case Accepted _ ->
                Decision.refuse(Refusal.of(
                                Reason.ILLEGAL_TRANSITION,
                                id.name() + " is accepted, and " + partner + " has time for a result until "
                                        + clock.answerBy()
                                        + ". Ask them how it goes; from then on it can be taken back.")
                        .with("resource", id.name())
                        .with("state", state.word())
                        .with("action", "be taken back"));
            case Undecided _, Over _ -> refuse("be taken back");
        };
    }

    /** It is back where no open call shows it: somebody has to see it, and is reminded until then. */
    public Transfer unseen(Instant nextDeadlineAt) {
        return state instanceof Back back ? with(version, backUntil(back, Optional.of(nextDeadlineAt)), theirs) : this;
    }

    public boolean isUnseen() {
        return state instanceof Back back && back.nextDeadlineAt().isPresent();
    }

    private static TransferState backUntil(Back back, Optional<Instant> nextDeadlineAt) {
        return switch (back) {
            case Returned returned -> new Returned(returned.reason(), returned.at(), nextDeadlineAt);
            case Kept kept -> new Kept(kept.reason(), kept.at(), nextDeadlineAt);
        };
    }

    /** The talk of three is over, and all agree that it is theirs. Only what their system has can be: nothing else brings it there. */
    public Decision<Transfer> agree(Instant at, String by, String toldBy) {
        return way.mode() == Mode.THREE_PARTY && state instanceof Delivered
                ? accept(new Acceptance(at, by, toldBy, "", Optional.empty()))
                : refuse("be agreed upon");
    }

    /** The talk of three is over, and it is not theirs, or not all agree. */
    public Decision<Transfer> disagree(String reason, Instant at) {
        return way.mode() == Mode.THREE_PARTY && state instanceof Undecided
                ? keep(reason, at)
                : refuse("be disagreed upon");
    }

    /** Somebody has been reminded that no result has come; the next look is later. */
    public Transfer overdue(Instant nextDeadlineAt) {
        return state instanceof Accepted ? with(version, new Accepted(nextDeadlineAt), theirs) : this;
    }

    public boolean isOver() {
        return state instanceof Over;
    }

    public Optional<Instant> nextDeadlineAt() {
        return switch (state) {
            case Open open -> Optional.of(open.nextDeadlineAt());
            case Back back -> back.nextDeadlineAt();
            case Completed _ -> Optional.empty();
        };
    }

    private Decision<Transfer> refuse(String action) {
        return Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), action));
    }

    private Transfer next(TransferState nextState, Theirs nextTheirs) {
        return with(version + 1, nextState, nextTheirs);
    }

    private Transfer with(long nextVersion, TransferState nextState, Theirs nextTheirs) {
        return new Transfer(
                id,
                nextVersion,
                nextState,
                call,
                partner,
                matter,
                scopeVersion,
                way,
                note,
                danger,
                owner,
                clock,
                nextTheirs,
                drill);
    }
}
