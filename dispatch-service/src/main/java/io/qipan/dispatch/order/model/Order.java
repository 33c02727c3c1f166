package io.qipan.dispatch.order.model;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.order.model.OrderState.Open;
import io.qipan.dispatch.order.model.OrderState.Over;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What one unit is told to do about one incident.
 *
 * @param version counts the changes, without reminders and escalations, which nobody has to know to decide; its text is the etag
 * @param unit {@code units/{id}} of patrol-service
 * @param owner subject of the token of who is responsible
 * @param divertedFrom the order that the unit is taken from
 * @param drill of the incident, and of whatever that is merged into
 */
public record Order(
        OrderId id,
        long version,
        OrderState state,
        IncidentId incident,
        String unit,
        String instruction,
        String owner,
        List<Milestone> milestones,
        List<Escalation> escalations,
        Optional<OrderId> divertedFrom,
        boolean drill) {

    /** The reason of an order whose unit was taken for another. */
    public static final String DIVERTED = "diverted";

    /** Beyond any honest use, and few enough to be read and written as a whole. */
    private static final int MOST_MILESTONES = 500;

    public Order {
        milestones = List.copyOf(milestones);
        escalations = List.copyOf(escalations);
    }

    public static Order requested(
            OrderId id,
            IncidentId incident,
            String unit,
            String instruction,
            String owner,
            Optional<OrderId> divertedFrom,
            boolean drill,
            Report report,
            Instant nextDeadlineAt) {
        Order order = new Order(
                id,
                0,
                new Open(Step.REQUESTED, nextDeadlineAt),
                incident,
                unit,
                instruction,
                owner,
                List.of(),
                List.of(),
                divertedFrom,
                drill);
        return order.noting(Step.REQUESTED.word(), report, order.state);
    }

    /** Goes on to a later step. */
    public Decision<Order> reach(Step next, Report report, Instant nextDeadlineAt) {
        return state instanceof Open open && open.step().leadsTo(next)
                ? Decision.grant(noting(next.word(), report, new Open(next, nextDeadlineAt)))
                : Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), "become " + next.word()));
    }

    public Decision<Order> end(End end, String reason, Report report) {
        return state instanceof Open open && open.step().ends().contains(end)
                ? Decision.grant(noting(end.word(), report, new Over(end, reason)))
                : Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), "become " + end.word()));
    }

    /**
     * Why another order may not take the unit from this one: whoever waits in earnest waits for it.
     *
     * @param ofDrill whether the other one is an exercise
     */
    public Optional<Refusal> keepsItsUnitFrom(boolean ofDrill) {
        return ofDrill && !drill && !isOver()
                ? Optional.of(Refusal.of(
                                Reason.UNIT_COMMITTED,
                                unit + " has " + id.name() + ", which is no exercise: an exercise does not take it."
                                        + " Order another unit, or wait until it is free.")
                        .with("unit", unit)
                        .with("order", id.name()))
                : Optional.empty();
    }

    /** The unit was taken for another order, wherever this one stood. */
    public Decision<Order> divert(Report report) {
        boolean onScene = state instanceof Open open && open.step() == Step.ON_SCENE;
        return end(onScene ? End.CLEARED : End.CANCELLED, DIVERTED, report);
    }

    /**
     * Keeps a time that changes no state. A step that is still to come has to be taken, not merely kept; only while an order
     * is requested no step can be taken, and what a crew tells must not be lost.
     */
    public Decision<Order> record(String kind, Report report) {
        if (milestones.size() >= MOST_MILESTONES) {
            return Decision.refuse(Refusal.illegalTransition(
                    id.name(), state.word(), "take more than " + MOST_MILESTONES + " milestones"));
        }
        return state instanceof Open open && isStillToCome(kind, open.step())
                ? Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), "be recorded as " + kind))
                : Decision.grant(noting(kind, report, state));
    }

    private static boolean isStillToCome(String kind, Step step) {
        return kind.equals(End.CLEARED.word())
                || step != Step.REQUESTED
                        && Arrays.stream(Step.values())
                                .anyMatch(later -> later.word().equals(kind) && later.compareTo(step) > 0);
    }

    public Decision<Order> takeOver(String nextOwner) {
        if (isOver()) {
            return Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), "be taken over"));
        }
        return Decision.grant(new Order(
                id,
                version + 1,
                state,
                incident,
                unit,
                instruction,
                nextOwner,
                milestones,
                escalations,
                divertedFrom,
                drill));
    }

    /** The same order for the incident that is worked in the place of its own, or for its own again. */
    public Order under(IncidentId other) {
        return new Order(
                id, version + 1, state, other, unit, instruction, owner, milestones, escalations, divertedFrom, drill);
    }

    /** Nobody has answered. */
    public Decision<Order> escalate(Ladder.Action action, Instant at, Instant nextDeadlineAt) {
        if (!(state instanceof Open open) || !open.step().isWaiting()) {
            return Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), "be escalated"));
        }
        List<Escalation> more = new ArrayList<>(escalations);
        more.add(new Escalation(escalations.size() + 1, action, at));
        return Decision.grant(with(version, new Open(open.step(), nextDeadlineAt), milestones, more));
    }

    /** Somebody has been reminded; the next look is later. */
    public Decision<Order> overdue(Instant nextDeadlineAt) {
        return state instanceof Open open
                ? Decision.grant(with(version, new Open(open.step(), nextDeadlineAt), milestones, escalations))
                : Decision.refuse(Refusal.illegalTransition(id.name(), state.word(), "be overdue"));
    }

    public boolean isOver() {
        return state instanceof Over;
    }

    public boolean isAt(Step step) {
        return state instanceof Open open && open.step() == step;
    }

    /** When it was sent, if the one who requested it said so, because it is entered afterwards. */
    public Optional<Instant> toldSentAt() {
        Milestone requested = milestones.getFirst();
        return requested.occurredAt().equals(requested.recordedAt())
                ? Optional.empty()
                : Optional.of(requested.occurredAt());
    }

    /** When it was sent, by the clock of the one who sent it. */
    public Optional<Instant> sentAt() {
        return firstAt(Step.SENT.word());
    }

    /** When it was over, by the clock of the one who ended it. */
    public Optional<Instant> endedAt() {
        return isOver() ? firstAt(state.word()) : Optional.empty();
    }

    /** Of what was told twice, the first took effect. */
    private Optional<Instant> firstAt(String kind) {
        return milestones.stream()
                .filter(milestone -> milestone.kind().equals(kind))
                .map(Milestone::occurredAt)
                .findFirst();
    }

    private Order noting(String kind, Report report, OrderState next) {
        boolean outOfOrder =
                milestones.stream().anyMatch(m -> report.occurredAt().isBefore(m.occurredAt()));
        List<Milestone> more = new ArrayList<>(milestones);
        more.add(new Milestone(
                kind, report.occurredAt(), report.recordedAt(), outOfOrder, isOver(), report.by(), report.byVoice()));
        return with(version + 1, next, more, escalations);
    }

    private Order with(
            long nextVersion, OrderState next, List<Milestone> nextMilestones, List<Escalation> nextEscalations) {
        return new Order(
                id,
                nextVersion,
                next,
                incident,
                unit,
                instruction,
                owner,
                nextMilestones,
                nextEscalations,
                divertedFrom,
                drill);
    }
}
