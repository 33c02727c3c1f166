package io.qipan.dispatch.missingperson.model;

import io.qipan.dispatch.id.model.MissingNoticeId;
import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.dispatch.missingperson.model.NoticeChannel.HandOver;
import io.qipan.dispatch.missingperson.model.NoticeChannel.TakenDown;
import io.qipan.dispatch.missingperson.model.NoticeState.Act;
import io.qipan.dispatch.missingperson.model.NoticeState.Discarded;
import io.qipan.dispatch.missingperson.model.NoticeState.Draft;
import io.qipan.dispatch.missingperson.model.NoticeState.End;
import io.qipan.dispatch.missingperson.model.NoticeState.Open;
import io.qipan.dispatch.missingperson.model.NoticeState.Over;
import io.qipan.dispatch.missingperson.model.NoticeState.Released;
import io.qipan.dispatch.missingperson.model.NoticeState.Withdrawing;
import io.qipan.dispatch.missingperson.model.NoticeState.Withdrawn;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A notice to the public about who is missing.
 *
 * @param version counts the changes, without reminders; its text is the etag
 * @param facts what it tells, all of them among those of its basis
 * @param owner of the search
 * @param drill of the search
 */
public record MissingNotice(
        MissingNoticeId id,
        long version,
        NoticeState state,
        MissingSearchId search,
        Set<Fact> facts,
        Basis basis,
        List<NoticeChannel> channels,
        String owner,
        Act drafted,
        int reminders,
        boolean drill) {

    public MissingNotice {
        facts = Set.copyOf(facts);
        channels = List.copyOf(channels);
    }

    /** Whether its basis carries it about such a person, who may be another than when it was drafted. */
    public Decision<MissingNotice> carried(AgeGroup group) {
        return basis.carries(facts, group, search.name()).then(ignored -> Decision.grant(this));
    }

    /** What one person has drafted, another one releases. */
    public Decision<MissingNotice> release(Act release, Instant nextDeadlineAt) {
        if (!(state instanceof Draft)) {
            return refuse("be released");
        }
        if (release.by().equals(drafted.by())) {
            return Decision.refuse(Refusal.of(
                            Reason.SECOND_PERSON_REQUIRED,
                            id.name() + " was drafted by " + drafted.by() + ": somebody else has to release it.")
                    .with("resource", id.name())
                    .with("made_by", drafted.by()));
        }
        return Decision.grant(next(new Released(release, nextDeadlineAt), channels));
    }

    public Decision<MissingNotice> handOver(String channel, HandOver handOver) {
        return state instanceof Released
                ? onChannel(channel, one -> one.handedOver().isEmpty(), one -> one.handOver(handOver), "have it twice")
                        .then(on -> Decision.grant(next(state, on)))
                : refuse("be handed over");
    }

    /** A draft is discarded. What is released every channel takes down, also one of which nobody has said that it has it. */
    public Decision<MissingNotice> withdraw(End end, Instant nextDeadlineAt) {
        return switch (state) {
            case Draft _ -> Decision.grant(next(new Discarded(end), channels));
            case Released released ->
                Decision.grant(next(new Withdrawing(released.release(), end, nextDeadlineAt), channels));
            case Withdrawing _, Over _ -> refuse("be withdrawn");
        };
    }

    /** The last channel that confirms ends it. */
    public Decision<MissingNotice> takeDown(String channel, TakenDown done) {
        if (!(state instanceof Withdrawing withdrawing)) {
            return refuse("be taken down");
        }
        return onChannel(channel, one -> one.takenDown().isEmpty(), one -> one.takeDown(done), "take it down twice")
                .then(on -> Decision.grant(next(
                        on.stream().allMatch(one -> one.takenDown().isPresent())
                                ? new Withdrawn(withdrawing.release(), withdrawing.end())
                                : withdrawing,
                        on)));
    }

    public MissingNotice takeOver(String nextOwner) {
        return with(version + 1, state, channels, nextOwner, reminders);
    }

    /** Somebody has been reminded; the next look is later. Of one that is over nothing. */
    public MissingNotice remind(Instant nextDeadlineAt) {
        return state instanceof Open open
                ? with(version, open.until(nextDeadlineAt), channels, owner, reminders + 1)
                : this;
    }

    public Optional<Instant> nextDeadlineAt() {
        return state instanceof Open open ? Optional.of(open.nextDeadlineAt()) : Optional.empty();
    }

    public Optional<Act> release() {
        return switch (state) {
            case Released released -> Optional.of(released.release());
            case Withdrawing withdrawing -> Optional.of(withdrawing.release());
            case Withdrawn withdrawn -> Optional.of(withdrawn.release());
            case Draft _, Discarded _ -> Optional.empty();
        };
    }

    public Optional<End> end() {
        return switch (state) {
            case Withdrawing withdrawing -> Optional.of(withdrawing.end());
            case Over over -> Optional.of(over.end());
            case Draft _, Released _ -> Optional.empty();
        };
    }

    private Decision<List<NoticeChannel>> onChannel(
            String channel, Predicate<NoticeChannel> may, UnaryOperator<NoticeChannel> step, String twice) {
        Optional<NoticeChannel> found =
                channels.stream().filter(one -> one.name().equals(channel)).findFirst();
        if (found.isEmpty()) {
            return Decision.refuse(Refusal.notFound(id.name() + " channel " + channel));
        }
        if (!may.test(found.get())) {
            return Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), twice + " by " + channel));
        }
        return Decision.grant(channels.stream()
                .map(one -> one.equals(found.get()) ? step.apply(one) : one)
                .toList());
    }

    private Decision<MissingNotice> refuse(String action) {
        return Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), action));
    }

    private MissingNotice next(NoticeState nextState, List<NoticeChannel> nextChannels) {
        return with(version + 1, nextState, nextChannels, owner, reminders);
    }

    private MissingNotice with(
            long nextVersion,
            NoticeState nextState,
            List<NoticeChannel> nextChannels,
            String nextOwner,
            int nextReminders) {
        return new MissingNotice(
                id,
                nextVersion,
                nextState,
                search,
                facts,
                basis,
                nextChannels,
                nextOwner,
                drafted,
                nextReminders,
                drill);
    }
}
