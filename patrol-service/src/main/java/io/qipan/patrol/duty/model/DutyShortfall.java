package io.qipan.patrol.duty.model;

import io.qipan.patrol.duty.model.Muster.Count;
import io.qipan.patrol.duty.model.ShortfallState.Found;
import io.qipan.patrol.duty.model.ShortfallState.Open;
import io.qipan.patrol.duty.model.ShortfallState.Settled;
import io.qipan.patrol.duty.model.ShortfallState.Settlement;
import io.qipan.patrol.duty.model.ShortfallState.Taken;
import io.qipan.patrol.duty.model.ShortfallState.Taking;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.UUID;

/**
 * A strength that the level in force needs and that was not there.
 *
 * @param version counts what is counted and what people do, not the reminders; its text is the etag
 * @param order that wants it, with its level
 * @param count as it was last
 * @param mostMissing ever
 * @param owner the subject of whoever has to see to it
 */
public record DutyShortfall(
        UUID id,
        long version,
        UUID order,
        String level,
        Count count,
        int mostMissing,
        String owner,
        Instant foundAt,
        int reminders,
        ShortfallState state) {

    /** @param count with something missing */
    public static DutyShortfall found(UUID id, DutyOrder order, Count count, Instant now, Instant remindAt) {
        return new DutyShortfall(
                id, 1, order.id(), order.level(), count, count.missing(), order.givenBy(), now, 0, new Found(remindAt));
    }

    public static String name(UUID id) {
        return "dutyShortfalls/" + id;
    }

    public String name() {
        return name(id);
    }

    public String etag() {
        return Long.toString(version);
    }

    /** The shortfall, if it is as the caller knows it. */
    public Decision<DutyShortfall> known(String etag) {
        return etag.equals(etag()) ? Decision.grant(this) : Decision.refuse(Refusal.staleEtag(name(), etag, etag()));
    }

    /**
     * Something is missing still, maybe by another order, which then is what wants it; whoever gave that one owns it,
     * unless somebody has taken it on.
     */
    public Decision<DutyShortfall> counted(DutyOrder by, Count now) {
        if (!(state instanceof Open)) {
            return illegal("be counted");
        }
        if (now.equals(count) && by.id().equals(order)) {
            return Decision.grant(this);
        }
        return Decision.grant(new DutyShortfall(
                id,
                version + 1,
                by.id(),
                by.level(),
                now,
                Math.max(mostMissing, now.missing()),
                state.taking().map(Taking::by).orElse(by.givenBy()),
                foundAt,
                reminders,
                state));
    }

    public Decision<DutyShortfall> take(String by, String note, Instant at) {
        if (!(state instanceof Open open)) {
            return illegal("be taken on");
        }
        if (state.taking().filter(taking -> taking.by().equals(by)).isPresent()) {
            return illegal("be taken on by " + by + " again");
        }
        return Decision.grant(next(count, by, new Taken(new Taking(by, at, note), open.nextReminderAt())));
    }

    /** Nobody has brought the strength about; the next reminder is later. */
    public Decision<DutyShortfall> remind(Instant next) {
        return switch (state) {
            case Found _ -> Decision.grant(reminded(new Found(next)));
            case Taken(Taking who, Instant _) -> Decision.grant(reminded(new Taken(who, next)));
            case Settled _ -> illegal("be reminded of");
        };
    }

    /** @param last as it is counted now */
    public Decision<DutyShortfall> settle(Settlement how, Count last, Instant at) {
        return state instanceof Open
                ? Decision.grant(next(last, owner, new Settled(state.taking(), at, how)))
                : illegal("be settled");
    }

    private DutyShortfall next(Count nextCount, String nextOwner, ShortfallState nextState) {
        return new DutyShortfall(
                id, version + 1, order, level, nextCount, mostMissing, nextOwner, foundAt, reminders, nextState);
    }

    private DutyShortfall reminded(ShortfallState nextState) {
        return new DutyShortfall(
                id, version, order, level, count, mostMissing, owner, foundAt, reminders + 1, nextState);
    }

    private Decision<DutyShortfall> illegal(String action) {
        return Decision.refuse(Refusal.illegalTransition(name(), state.word(), action));
    }
}
