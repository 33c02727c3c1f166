package io.qipan.patrol.grid.model;

import io.qipan.patrol.grid.model.FeatureKind.Form;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * When and how something is to be visited; see {@code qipan.patrol.v1.VisitingRule}.
 *
 * @param windows empty: at any time
 * @param visits in each period
 * @param minimumShare of the length of a line; 0 for what is no line
 * @param direction of lines only
 */
public record VisitingRule(
        List<Window> windows,
        int visits,
        Period per,
        int minimumDwellS,
        double minimumShare,
        Optional<Direction> direction,
        Gaps gaps) {
    private static final int MOST_WINDOWS = 24;
    private static final int MOST_VISITS = 1_000;
    private static final int LONGEST_DWELL_S = 86_400;
    /** Two years. */
    private static final long LONGEST_GAP_S = 63_072_000;

    /** By the calendar of Asia/Shanghai. */
    public enum Period {
        DAY,
        WEEK,
        MONTH,
        QUARTER,
        HALF_YEAR,
        YEAR
    }

    /** Which way along a line. */
    public enum Direction {
        EITHER,
        FORWARD,
        BACKWARD
    }

    /** A time of day; one that ends before it begins ends on the next day. */
    public record Window(LocalTime from, LocalTime to) {}

    /**
     * Times between visits in seconds, which know no borders of periods; 0 where there is no such rule.
     *
     * @param largestS that may pass without a visit
     * @param smallestS after a visit that counts, until the next one does
     */
    public record Gaps(long largestS, long smallestS) {
        public static final Gaps NONE = new Gaps(0, 0);
    }

    public VisitingRule {
        windows = List.copyOf(windows);
    }

    /** Without a rule on the time between visits. */
    public VisitingRule(
            List<Window> windows,
            int visits,
            Period per,
            int minimumDwellS,
            double minimumShare,
            Optional<Direction> direction) {
        this(windows, visits, per, minimumDwellS, minimumShare, direction, Gaps.NONE);
    }

    /** What is wrong with such a rule for a feature of this kind. */
    public Optional<String> problemFor(FeatureKind kind) {
        if (!kind.isVisited()) {
            return Optional.of("a " + kind + " has no visiting rule; only must-patrol areas, lines and points do");
        }
        if (windows.size() > MOST_WINDOWS) {
            return Optional.of("it has " + windows.size() + " windows, at most " + MOST_WINDOWS + " are allowed");
        }
        if (windows.stream().anyMatch(window -> window.from().equals(window.to()))) {
            return Optional.of("a window begins when it ends; leave it away to mean any time");
        }
        if (visits < 1 || visits > MOST_VISITS) {
            return Optional.of("visits is " + visits + ", it must be 1 to " + MOST_VISITS);
        }
        if (minimumDwellS < 0 || minimumDwellS > LONGEST_DWELL_S) {
            return Optional.of("minimum_dwell_s is " + minimumDwellS + ", it must be 0 to " + LONGEST_DWELL_S);
        }
        if (gaps.largestS() < 0 || gaps.largestS() > LONGEST_GAP_S) {
            return Optional.of("largest_gap_s is " + gaps.largestS() + ", it must be 0 to " + LONGEST_GAP_S);
        }
        if (gaps.smallestS() < 0 || gaps.smallestS() > LONGEST_GAP_S) {
            return Optional.of("smallest_gap_s is " + gaps.smallestS() + ", it must be 0 to " + LONGEST_GAP_S);
        }
        return kind.form() == Form.LINE ? problemForLine() : problemForOthers();
    }

    private Optional<String> problemForLine() {
        if (!(minimumShare > 0 && minimumShare <= 1)) {
            return Optional.of("minimum_share is " + minimumShare + ", of a line it must be above 0 and at most 1");
        }
        return direction.isEmpty()
                ? Optional.of("direction is missing: EITHER, FORWARD or BACKWARD")
                : Optional.empty();
    }

    private Optional<String> problemForOthers() {
        return minimumShare != 0 || direction.isPresent()
                ? Optional.of("minimum_share and direction are of lines only")
                : Optional.empty();
    }
}
