package io.qipan.patrol.duty.model;

import io.qipan.patrol.duty.model.NoticeState.Acknowledged;
import io.qipan.patrol.duty.model.NoticeState.Closed;
import io.qipan.patrol.duty.model.NoticeState.Delivered;
import io.qipan.patrol.duty.model.NoticeState.Escalated;
import io.qipan.patrol.duty.model.NoticeState.Lapse;
import io.qipan.patrol.duty.model.NoticeState.Lapsed;
import io.qipan.patrol.duty.model.NoticeState.Open;
import io.qipan.patrol.duty.model.NoticeState.Sent;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What one crew on duty hears of one order.
 *
 * @param version counts what people do with it, not the alerts; its text is the etag
 * @param within the time that the level gives to acknowledge
 * @param alerts how often the unit was alerted, from 1
 */
public record DutyNotice(
        UUID id,
        long version,
        UUID order,
        String level,
        UUID shift,
        String unit,
        Duration within,
        Instant sentAt,
        int alerts,
        NoticeState state) {
    /** After the second alert has found no answer, somebody else has to know. */
    private static final int ALERTS_BEFORE_ESCALATION = 2;

    public static DutyNotice sent(
            UUID id, UUID order, String level, UUID shift, String unit, Duration within, Instant now) {
        return new DutyNotice(id, 1, order, level, shift, unit, within, now, 1, new Sent(now.plus(within)));
    }

    public static String name(UUID id) {
        return "dutyNotices/" + id;
    }

    public String name() {
        return name(id);
    }

    public String etag() {
        return Long.toString(version);
    }

    public boolean isOpen() {
        return state instanceof Open;
    }

    /** The notice, if it is as the caller knows it. */
    public Decision<DutyNotice> known(String etag) {
        return etag.equals(etag()) ? Decision.grant(this) : Decision.refuse(Refusal.staleEtag(name(), etag, etag()));
    }

    /** A device has shown it. That alone stops no alert. */
    public Decision<DutyNotice> deliver(Instant at) {
        return switch (state) {
            case Sent(Instant next) -> Decision.grant(next(new Delivered(at, next)));
            case Escalated(var delivered, Instant escalatedAt, Instant next)
            when delivered.isEmpty() -> Decision.grant(next(new Escalated(Optional.of(at), escalatedAt, next)));
            case Escalated _, Delivered _, Closed _ -> illegal("be delivered");
        };
    }

    public Decision<DutyNotice> acknowledge(String by, Instant at) {
        return state instanceof Open
                ? Decision.grant(next(new Acknowledged(state.deliveredAt(), state.escalatedAt(), at, by)))
                : illegal("be acknowledged");
    }

    public Decision<DutyNotice> lapse(Lapse why, Instant at) {
        return state instanceof Open
                ? Decision.grant(next(new Lapsed(state.deliveredAt(), state.escalatedAt(), at, why)))
                : illegal("lapse");
    }

    /** The time has passed once more without an acknowledgement. */
    public Decision<DutyNotice> alertAgain(Instant now) {
        Instant next = now.plus(within);
        return switch (state) {
            case Closed _ -> illegal("be alerted");
            case Escalated(var delivered, Instant at, Instant _) -> alerted(new Escalated(delivered, at, next));
            case Open _
            when alerts >= ALERTS_BEFORE_ESCALATION -> alerted(new Escalated(state.deliveredAt(), now, next));
            case Sent _ -> alerted(new Sent(next));
            case Delivered(Instant at, Instant _) -> alerted(new Delivered(at, next));
        };
    }

    private Decision<DutyNotice> alerted(NoticeState nextState) {
        return Decision.grant(
                new DutyNotice(id, version, order, level, shift, unit, within, sentAt, alerts + 1, nextState));
    }

    private Decision<DutyNotice> illegal(String action) {
        return Decision.refuse(Refusal.illegalTransition(name(), state.word(), action));
    }

    private DutyNotice next(NoticeState nextState) {
        return new DutyNotice(id, version + 1, order, level, shift, unit, within, sentAt, alerts, nextState);
    }
}
