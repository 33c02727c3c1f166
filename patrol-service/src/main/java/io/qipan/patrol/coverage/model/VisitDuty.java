package io.qipan.patrol.coverage.model;

import io.qipan.patrol.grid.model.VisitingRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The visits that a feature needs in a period, as far as it was told.
 *
 * @param revision the first of the grid that has the feature like this
 */
public record VisitDuty(
        String feature,
        Optional<String> zone,
        VisitPeriod period,
        DutyState state,
        int needed,
        int done,
        long revision,
        long version) {

    /** A change of a duty, by what it is called in the journal. */
    public record Change(VisitDuty duty, String action) {}

    /** As a duty begins. */
    public static VisitDuty opened(Surveyed feature, VisitPeriod period) {
        return new VisitDuty(
                feature.name(),
                feature.zone(),
                period,
                DutyState.PENDING,
                feature.rule().orElseThrow().visits(),
                0,
                feature.revision(),
                1);
    }

    public String name() {
        return name(feature, period);
    }

    public static String name(String feature, VisitPeriod period) {
        return "visitDuties/" + feature.substring("gridFeatures/".length()) + "/" + period.code();
    }

    public String etag() {
        return Long.toString(version);
    }

    /** How many visits were needed by now: even over the slots that are over. */
    public static int neededBy(VisitingRule rule, VisitPeriod period, Instant now) {
        List<Slot> slots = Slot.of(rule, period);
        long over = slots.stream().filter(slot -> !slot.until().isAfter(now)).count();
        return (int) (rule.visits() * over / slots.size());
    }

    public static DutyState stateAt(VisitingRule rule, VisitPeriod period, int done, Instant now) {
        if (done >= rule.visits()) {
            return DutyState.MET;
        }
        if (done < neededBy(rule, period, now)) {
            return DutyState.OVERDUE;
        }
        boolean isPressing = Slot.of(rule, period).stream()
                .anyMatch(slot -> !slot.pressingFrom(rule).isAfter(now)
                        && slot.until().isAfter(now)
                        && done < neededBy(rule, period, slot.until()));
        return isPressing ? DutyState.DUE : DutyState.PENDING;
    }

    /** When the state may change next by itself, or the next period begins. */
    public static Optional<Instant> nextCheck(VisitingRule rule, VisitPeriod period, Instant now) {
        return Stream.concat(
                        Stream.of(period.until()),
                        Slot.of(rule, period).stream()
                                .flatMap(slot -> Stream.of(slot.pressingFrom(rule), slot.until())))
                .filter(now::isBefore)
                .min(Instant::compareTo);
    }

    /** The duty as it is now; empty if nothing has changed. */
    public Optional<Change> judge(Surveyed as, int nowDone, Instant now) {
        VisitingRule rule = as.rule().orElseThrow();
        VisitDuty next = new VisitDuty(
                feature,
                as.zone(),
                period,
                stateAt(rule, period, nowDone, now),
                rule.visits(),
                nowDone,
                as.revision(),
                version + 1);
        boolean isSame = next.state == state && next.done == done && next.needed == needed && next.revision == revision;
        return isSame ? Optional.empty() : Optional.of(new Change(next, action(next)));
    }

    private String action(VisitDuty next) {
        if (next.state != state) {
            return switch (next.state) {
                case MET -> state == DutyState.OVERDUE ? "visit_duty.cleared" : "visit_duty.met";
                case OVERDUE -> "visit_duty.overdue";
                case DUE -> state == DutyState.OVERDUE ? "visit_duty.cleared" : "visit_duty.due";
                case PENDING -> state == DutyState.OVERDUE ? "visit_duty.cleared" : "visit_duty.pending";
                case WITHDRAWN -> "visit_duty.withdrawn";
            };
        }
        if (next.done != done) {
            return next.done > done ? "visit_duty.visited" : "visit_duty.visit_lost";
        }
        return "visit_duty.changed";
    }

    /** The feature or its rule has gone. */
    public Optional<VisitDuty> withdraw() {
        return state == DutyState.WITHDRAWN
                ? Optional.empty()
                : Optional.of(
                        new VisitDuty(feature, zone, period, DutyState.WITHDRAWN, needed, done, revision, version + 1));
    }
}
