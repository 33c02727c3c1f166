package io.qipan.patrol.duty;

import io.qipan.patrol.duty.model.DutyLevel;
import io.qipan.patrol.duty.model.DutyNotice;
import io.qipan.patrol.duty.model.DutyOrder;
import io.qipan.patrol.duty.model.DutyPlan;
import io.qipan.patrol.duty.model.Muster.Count;
import io.qipan.patrol.duty.model.NoticeState.Acknowledged;
import io.qipan.patrol.duty.model.NoticeState.Lapsed;
import io.qipan.patrol.duty.model.NoticeState.Open;
import io.qipan.patrol.duty.model.Strength;
import io.qipan.patrol.duty.model.Strength.OfKind;
import io.qipan.patrol.duty.model.Strength.Post;
import io.qipan.patrol.duty.model.Strength.WithCapability;
import io.qipan.patrol.roster.model.Shift;
import io.qipan.proto.patrol.v1.NoticeCounts;
import io.qipan.proto.patrol.v1.ReviseDutyPlanRequest;
import io.qipan.proto.patrol.v1.StrengthState;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Levels, orders and notices on the wire and in the model. */
final class DutyMessages {

    private DutyMessages() {}

    static DutyPlan plan(ReviseDutyPlanRequest request, String by, Instant now) {
        return new DutyPlan(
                request.getBaseRevision() + 1,
                now,
                by,
                request.getReason(),
                strengths(request.getBaseList()),
                levels(request.getLevelsList()));
    }

    static List<DutyLevel> levels(List<io.qipan.proto.patrol.v1.DutyLevel> messages) {
        return messages.stream()
                .map(message -> new DutyLevel(
                        message.getCode(),
                        message.getNameEn(),
                        message.getNameZh(),
                        message.getRank(),
                        message.getMultiplier(),
                        strengths(message.getMinimumsList()),
                        Duration.ofSeconds(message.getAcknowledgeWithinS())))
                .toList();
    }

    static List<Strength> strengths(List<io.qipan.proto.patrol.v1.Strength> messages) {
        return messages.stream().map(DutyMessages::strength).toList();
    }

    private static Strength strength(io.qipan.proto.patrol.v1.Strength message) {
        Optional<String> place = Optional.of(message.getPlace()).filter(name -> !name.isEmpty());
        return switch (message.getWhoCase()) {
            case KIND -> new Strength(new Post(place, new OfKind(message.getKind())), message.getUnits());
            case CAPABILITY ->
                new Strength(new Post(place, new WithCapability(message.getCapability())), message.getUnits());
            case WHO_NOT_SET -> throw new IllegalArgumentException("The contract lets no such strength through");
        };
    }

    static io.qipan.proto.patrol.v1.DutyPlan message(DutyPlan plan) {
        return io.qipan.proto.patrol.v1.DutyPlan.newBuilder()
                .setName(plan.name())
                .setNumber(plan.number())
                .setMadeAt(Times.message(plan.madeAt()))
                .setMadeBy(plan.madeBy())
                .setReason(plan.reason())
                .addAllBase(strengthMessages(plan.base()))
                .addAllLevels(levelMessages(plan))
                .build();
    }

    static List<io.qipan.proto.patrol.v1.DutyLevel> levelMessages(DutyPlan plan) {
        return plan.levels().stream().map(DutyMessages::message).toList();
    }

    static List<io.qipan.proto.patrol.v1.Strength> strengthMessages(List<Strength> strengths) {
        return strengths.stream()
                .map(strength -> message(strength.post(), strength.units()))
                .toList();
    }

    static io.qipan.proto.patrol.v1.DutyLevel message(DutyLevel level) {
        return io.qipan.proto.patrol.v1.DutyLevel.newBuilder()
                .setCode(level.code())
                .setNameEn(level.nameEn())
                .setNameZh(level.nameZh())
                .setRank(level.rank())
                .setMultiplier(level.multiplier())
                .addAllMinimums(strengthMessages(level.minimums()))
                .setAcknowledgeWithinS(Math.toIntExact(level.acknowledgeWithin().toSeconds()))
                .build();
    }

    static io.qipan.proto.patrol.v1.Strength message(Post post, int units) {
        io.qipan.proto.patrol.v1.Strength.Builder message = io.qipan.proto.patrol.v1.Strength.newBuilder()
                .setPlace(post.place().orElse(""))
                .setUnits(units);
        return switch (post.who()) {
            case OfKind(String code) -> message.setKind(code).build();
            case WithCapability(String code) -> message.setCapability(code).build();
        };
    }

    static List<StrengthState> messages(List<Count> counts) {
        return counts.stream()
                .map(count -> StrengthState.newBuilder()
                        .setNeeded(message(count.post(), count.needed()))
                        .setOnDuty(count.onDuty())
                        .setMissing(count.missing())
                        .build())
                .toList();
    }

    static io.qipan.proto.patrol.v1.DutyOrder message(DutyOrder order) {
        io.qipan.proto.patrol.v1.DutyOrder.Builder message = io.qipan.proto.patrol.v1.DutyOrder.newBuilder()
                .setName(order.name())
                .setLevel(order.level())
                .setPlan(DutyPlan.name(order.plan()))
                .setDirection(io.qipan.proto.patrol.v1.DutyOrder.Direction.valueOf(
                        order.direction().name()))
                .setPreviousLevel(order.previousLevel().orElse(""))
                .setReason(order.reason())
                .setGivenBy(order.givenBy())
                .setGivenAt(Times.message(order.givenAt()));
        order.supersededAt().map(Times::message).ifPresent(message::setSupersededAt);
        return message.build();
    }

    static NoticeCounts message(Map<String, Integer> counts) {
        return NoticeCounts.newBuilder()
                .setSent(counts.getOrDefault("sent", 0))
                .setDelivered(counts.getOrDefault("delivered", 0))
                .setEscalated(counts.getOrDefault("escalated", 0))
                .setAcknowledged(counts.getOrDefault("acknowledged", 0))
                .setLapsed(counts.getOrDefault("lapsed", 0))
                .build();
    }

    static io.qipan.proto.patrol.v1.DutyNotice message(DutyNotice notice) {
        io.qipan.proto.patrol.v1.DutyNotice.Builder message = io.qipan.proto.patrol.v1.DutyNotice.newBuilder()
                .setName(notice.name())
                .setEtag(notice.etag())
                .setOrder(DutyOrder.name(notice.order()))
                .setLevel(notice.level())
                .setUnit(notice.unit())
                .setShift(Shift.name(notice.shift()))
                .setState(io.qipan.proto.patrol.v1.DutyNotice.State.valueOf(
                        notice.state().word().toUpperCase(Locale.ROOT)))
                .setSentAt(Times.message(notice.sentAt()))
                .setAlerts(notice.alerts());
        notice.state().deliveredAt().map(Times::message).ifPresent(message::setDeliveredAt);
        notice.state().escalatedAt().map(Times::message).ifPresent(message::setEscalatedAt);
        switch (notice.state()) {
            case Open open -> message.setNextAlertAt(Times.message(open.nextAlertAt()));
            case Acknowledged acknowledged ->
                message.setAcknowledgedAt(Times.message(acknowledged.at())).setAcknowledgedBy(acknowledged.by());
            case Lapsed lapsed ->
                message.setLapsedAt(Times.message(lapsed.at()))
                        .setLapseReason(lapsed.why().name().toLowerCase(Locale.ROOT));
        }
        return message.build();
    }
}
