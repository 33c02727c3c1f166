package io.qipan.launcher.replay;

import io.qipan.proto.dispatch.v1.Order;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a replay did and what the services say afterwards.
 *
 * @param rows lines of the file that hold something
 * @param alreadyRecorded things that an earlier run, or somebody else, had recorded
 * @param outOfOrderTimes milestones that the service flags: earlier than one recorded before
 * @param lateTimes milestones that the service flags: told when the order was over
 * @param keptAsMilestone steps that the order's state did not allow, kept all the same
 * @param acceptedForCrews orders that the replay accepted by voice, because the file does not tell when the crew did
 * @param confirmedEnds ends at risk that took two: the replay proposed and confirmed them as two, because the file does
 *     not tell who they were
 * @param escalations steps of the acknowledgement ladder on the orders of the file
 * @param repeatedCalls calls sent again because a service was away or busy
 * @param overtaken steps decided again because somebody else had changed the resource
 * @param sentAgain orders refused and sent again
 * @param ordersNotSent orders that stayed refused, or timed out
 */
record Summary(
        String file,
        String format,
        int rows,
        List<Skipped> skipped,
        Set<String> unmappedWords,
        long units,
        long calls,
        long incidents,
        long incidentsEnded,
        long orders,
        long milestones,
        long alreadyRecorded,
        List<Diversion> diversions,
        List<NeverFree> neverFree,
        List<String> ordersOpen,
        List<String> ordersNotSent,
        long outOfOrderTimes,
        long lateTimes,
        long keptAsMilestone,
        long acceptedForCrews,
        long confirmedEnds,
        long escalations,
        long repeatedCalls,
        long overtaken,
        long sentAgain,
        double wallS,
        double callsPerS,
        CallProcessing callProcessingOfFile,
        CallProcessing callProcessingOfService,
        CallProcessing.Comparison figures,
        String definition,
        OpenCommitments openCommitments) {

    record Skipped(long line, String reason) {}

    /** A unit sent to another call before it was free; times in UTC. */
    record Diversion(
            String unit,
            String fromCall,
            String sentAt,
            String toCall,
            String divertedAt,
            @Nullable String freeAt) {}

    /** An order that the file does not end, and what became of it. */
    record NeverFree(long line, String unit, String call, String whatHappened) {}

    /** Whether the board holds what the file tells. */
    boolean asRecorded() {
        return ordersNotSent.isEmpty()
                && openCommitments.unitsHeldTwice().isEmpty()
                && figures != CallProcessing.Comparison.DIFFER;
    }

    static List<Skipped> skipped(Recording recording) {
        return recording.skipped().stream()
                .map(skipped -> new Skipped(skipped.line(), skipped.reason()))
                .toList();
    }

    static List<Diversion> diversions(Plan plan) {
        return plan.diversions().stream()
                .map(d -> new Diversion(
                        d.unit(),
                        d.fromCall(),
                        d.sentAt().toString(),
                        d.toCall(),
                        d.divertedAt().toString(),
                        d.freeAt().map(Instant::toString).orElse(null)))
                .toList();
    }

    static List<NeverFree> neverFree(Plan plan) {
        return plan.neverFree().stream()
                .map(never -> new NeverFree(
                        never.line(),
                        never.unit(),
                        never.call(),
                        never.takenFor()
                                .map(call -> "its order ended as diverted when the unit was sent to call " + call)
                                .orElse("its order and the incident stay open, and the service keeps asking")))
                .toList();
    }

    static List<String> names(Collection<Order> orders, Predicate<Order> which) {
        return orders.stream()
                .filter(which)
                .sorted(Comparator.comparing(Order::getName))
                .map(order -> order.getName() + " of " + order.getUnit() + ": " + order.getState())
                .toList();
    }
}
