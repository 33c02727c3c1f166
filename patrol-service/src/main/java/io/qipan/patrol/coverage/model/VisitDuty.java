package io.qipan.patrol.coverage.model;

import io.qipan.patrol.coverage.model.Standing.Gap;
import io.qipan.patrol.grid.model.VisitingRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The visits that a feature needs in a period, as far as it was told.
 *
 * @param gap of a rule with a largest one, as soon as it was judged
 * @param revision the first of the grid that has the feature like this
 */
public record VisitDuty(
        String feature,
        Optional<String> zone,
        VisitPeriod period,
        DutyState state,
        int needed,
        int done,
        Optional<Gap> gap,
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
                Optional.empty(),
                feature.revision(),
                1);
    }

    /** As it begins, with the time that nobody has been there by then. */
    public VisitDuty beginning(Optional<Gap> unvisited) {
        return new VisitDuty(feature, zone, period, state, needed, done, unvisited, revision, version);
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

    /** By the time between visits and by their number, whichever is worse. */
    public static DutyState stateAt(VisitingRule rule, VisitPeriod period, Standing standing, Instant now) {
        DutyState byGap = standing.gap()
                .map(gap -> stateByGap(gapEnd(rule, gap), pressingFrom(rule, gap), period, now))
                .orElse(DutyState.MET);
        DutyState byNumber = stateByNumber(rule, period, standing.done(), now);
        return byGap == DutyState.MET || byNumber == DutyState.OVERDUE ? byNumber : byGap;
    }

    /** A gap that runs out later than the period is for the next one to tell. */
    private static DutyState stateByGap(Instant end, Instant pressing, VisitPeriod period, Instant now) {
        if (!end.isAfter(now) && end.isBefore(period.until())) {
            return DutyState.OVERDUE;
        }
        return !pressing.isAfter(now) && now.isBefore(period.until()) ? DutyState.DUE : DutyState.MET;
    }

    private static Instant gapEnd(VisitingRule rule, Gap gap) {
        return gap.since().plusSeconds(rule.gaps().largestS());
    }

    private static Instant pressingFrom(VisitingRule rule, Gap gap) {
        return gap.since().plusSeconds(rule.gaps().largestS() * 3 / 4);
    }

    private static DutyState stateByNumber(VisitingRule rule, VisitPeriod period, int done, Instant now) {
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
    public static Optional<Instant> nextCheck(VisitingRule rule, VisitPeriod period, Optional<Gap> gap, Instant now) {
        Stream<Instant> ofSlots =
                Slot.of(rule, period).stream().flatMap(slot -> Stream.of(slot.pressingFrom(rule), slot.until()));
        Stream<Instant> ofGap = gap.stream()
                .flatMap(running -> Stream.of(pressingFrom(rule, running), gapEnd(rule, running)))
                .filter(time -> time.isBefore(period.until()));
        return Stream.of(Stream.of(period.until()), ofSlots, ofGap)
                .flatMap(times -> times)
                .filter(now::isBefore)
                .min(Instant::compareTo);
    }

    /** The duty as it is now; empty if nothing has changed. */
    public Optional<Change> judge(Surveyed as, Standing standing, Instant now) {
        VisitingRule rule = as.rule().orElseThrow();
        VisitDuty next = new VisitDuty(
                feature,
                as.zone(),
                period,
                stateAt(rule, period, standing, now),
                rule.visits(),
                standing.done(),
                standing.gap(),
                as.revision(),
                version + 1);
        boolean isSame = next.state == state
                && next.done == done
                && next.needed == needed
                && next.gap.equals(gap)
                && next.revision == revision;
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
        return next.gap.equals(gap) ? "visit_duty.changed" : "visit_duty.gap_changed";
    }

    /** The feature or its rule has gone. */
    public Optional<VisitDuty> withdraw() {
        return state == DutyState.WITHDRAWN
                ? Optional.empty()
                : Optional.of(new VisitDuty(
                        feature, zone, period, DutyState.WITHDRAWN, needed, done, gap, revision, version + 1));
    }
}
