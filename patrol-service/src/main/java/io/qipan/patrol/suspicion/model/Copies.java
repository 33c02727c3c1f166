package io.qipan.patrol.suspicion.model;

import io.qipan.patrol.coverage.model.Quarter;
import io.qipan.patrol.suspicion.model.Reason.Kind;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds tracks that were played again with fixes left out, by the timed pairs they have in common with others. */
final class Copies {
    /** Fewer are chance. */
    private static final int FEW = 3;

    private static final double MOST = 0.95;

    private Copies() {}

    /** The strongest with each other unit, or with its own past. */
    static List<Reason> found(List<Signs> signs, Collection<PairLikeness> likenesses) {
        Map<Quarter, TimedPairs> own = signs.stream().collect(Collectors.toMap(Signs::quarter, Signs::pairs));
        record Side(Quarter quarter, String other) {}
        Map<Side, Map<Quarter, PairLikeness>> sides = likenesses.stream()
                .collect(Collectors.groupingBy(
                        likeness -> new Side(likeness.quarter(), likeness.otherUnit()),
                        Collectors.toMap(PairLikeness::otherQuarter, Function.identity())));
        Map<String, Reason> strongest = new TreeMap<>();
        sides.forEach((side, byQuarter) -> byQuarter
                .values()
                .forEach(likeness -> reason(
                                Objects.requireNonNull(own.getOrDefault(side.quarter(), TimedPairs.NONE)),
                                likeness,
                                Optional.ofNullable(
                                        byQuarter.get(likeness.otherQuarter().next())))
                        .ifPresent(reason -> strongest.merge(side.other(), reason, Copies::heavier))));
        return List.copyOf(strongest.values());
    }

    /** What was played again began at another minute, so it lies across two quarters of the other. */
    private static Optional<Reason> reason(TimedPairs own, PairLikeness first, Optional<PairLikeness> second) {
        int count = first.common() + second.map(PairLikeness::common).orElse(0);
        // The one that kept fewer pairs tells how many can be in common at the least.
        int level = Math.max(
                first.otherLevel(), second.map(PairLikeness::otherLevel).orElse(0));
        if (count < FEW) {
            return Optional.empty();
        }
        int comparable = Math.max(count, own.keptBy(level));
        return Optional.of(new Reason(
                Kind.REPLAYED_TRACK,
                Math.min(MOST, (double) count / comparable),
                count,
                Optional.of(first.otherUnit()),
                first.quarter(),
                count + " of " + comparable + " pairs of places to the metre, with the time between them, are those of "
                        + first.otherUnit() + " from the quarter of an hour at "
                        + first.otherQuarter().from() + "; fixes may have been left out"));
    }

    /** Of two that weigh the same the earlier one. */
    static Reason heavier(Reason one, Reason other) {
        Comparator<Reason> order = Comparator.comparingDouble(Reason::weight)
                .thenComparing(Comparator.comparing(Reason::first).reversed());
        return order.compare(one, other) >= 0 ? one : other;
    }
}
