package io.qipan.patrol.grid;

import io.qipan.patrol.grid.model.VisitingRule;
import io.qipan.patrol.grid.model.VisitingRule.Direction;
import io.qipan.patrol.grid.model.VisitingRule.Gaps;
import io.qipan.patrol.grid.model.VisitingRule.Period;
import io.qipan.patrol.grid.model.VisitingRule.Window;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Visiting rules on the wire, in their column, and in the model. */
final class RuleMessages {
    private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private RuleMessages() {}

    static io.qipan.proto.patrol.v1.VisitingRule message(VisitingRule rule) {
        io.qipan.proto.patrol.v1.VisitingRule.Builder message = io.qipan.proto.patrol.v1.VisitingRule.newBuilder()
                .setVisits(rule.visits())
                .setPer(io.qipan.proto.patrol.v1.VisitingRule.Period.valueOf(
                        rule.per().name()))
                .setMinimumDwellS(rule.minimumDwellS())
                .setMinimumShare(rule.minimumShare())
                .setLargestGapS(rule.gaps().largestS())
                .setSmallestGapS(rule.gaps().smallestS());
        rule.direction()
                .map(Direction::name)
                .map(io.qipan.proto.patrol.v1.VisitingRule.Direction::valueOf)
                .ifPresent(message::setDirection);
        for (Window window : rule.windows()) {
            message.addWindowsBuilder()
                    .setFrom(TIME_OF_DAY.format(window.from()))
                    .setTo(TIME_OF_DAY.format(window.to()));
        }
        return message.build();
    }

    /** A rule as it was stored by {@link #message}. */
    static VisitingRule rule(io.qipan.proto.patrol.v1.VisitingRule message) {
        return new VisitingRule(
                message.getWindowsList().stream()
                        .map(window -> new Window(LocalTime.parse(window.getFrom()), LocalTime.parse(window.getTo())))
                        .toList(),
                message.getVisits(),
                Period.valueOf(message.getPer().name()),
                message.getMinimumDwellS(),
                message.getMinimumShare(),
                message.getDirectionValue() == 0
                        ? Optional.empty()
                        : Optional.of(Direction.valueOf(message.getDirection().name())),
                new Gaps(message.getLargestGapS(), message.getSmallestGapS()));
    }
}
