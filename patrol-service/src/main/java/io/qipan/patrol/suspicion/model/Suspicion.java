package io.qipan.patrol.suspicion.model;

import io.qipan.patrol.coverage.model.Quarter;
import io.qipan.patrol.suspicion.model.Reason.Kind;
import io.qipan.patrol.suspicion.model.Signs.Ashore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A score with its reasons, the heaviest first; never a verdict. The weights stand in suspicion.proto. */
public record Suspicion(double score, List<Reason> reasons, int fixes, List<Unjudged> unjudged) {
    private static final double ONCE = 0.3;
    private static final double MANY_JUMPS = 0.8;
    private static final double MANY_SPLITS = 0.9;
    private static final int MANY = 5;
    private static final int FEW_PRINTS = 3;
    private static final double MOST = 0.95;
    private static final double AT_ONCE = 0.7;
    private static final double HANDED_ON = 0.2;
    private static final double LEAST_OF_MOCK = 0.5;
    private static final int FEW_ASHORE = 3;
    private static final double MOST_ASHORE = 0.6;

    /** What could not be looked for, and why. */
    public record Unjudged(Kind kind, String text) {}

    public Suspicion {
        reasons = List.copyOf(reasons);
        unjudged = List.copyOf(unjudged);
    }

    /** Of a unit's signs in some time, and what they have in common with those of others. */
    public static Suspicion of(
            List<Signs> signs,
            Collection<Likeness> likenesses,
            Collection<PairLikeness> copies,
            Collection<PlaceLikeness> thinCopies,
            Collection<SharedDevice> shared) {
        List<Reason> reasons = new ArrayList<>();
        tooFast(signs, Signs::jumps, Kind.IMPOSSIBLE_SPEED, MANY_JUMPS).ifPresent(reasons::add);
        tooFast(signs, Signs::splits, Kind.TWO_PLACES, MANY_SPLITS).ifPresent(reasons::add);
        repeated(signs).ifPresent(reasons::add);
        reasons.addAll(strongest(
                replayed(signs, likenesses), Copies.found(signs, copies), ThinCopies.found(signs, thinCopies)));
        reasons.addAll(onOneDevice(shared));
        mocked(signs).ifPresent(reasons::add);
        offWater(signs).ifPresent(reasons::add);
        reasons.sort(Comparator.comparingDouble(Reason::weight).reversed().thenComparing(Reason::kind));
        double innocent = 1;
        for (Reason reason : reasons) {
            innocent *= 1 - reason.weight();
        }
        return new Suspicion(1 - innocent, reasons, sum(signs, Signs::fixes), unjudged(signs));
    }

    private static int sum(List<Signs> signs, ToIntFunction<Signs> number) {
        return signs.stream().mapToInt(number).sum();
    }

    private static Optional<Quarter> first(List<Signs> signs, ToIntFunction<Signs> number) {
        return signs.stream()
                .filter(one -> number.applyAsInt(one) > 0)
                .map(Signs::quarter)
                .min(Comparator.naturalOrder());
    }

    private static Optional<Reason> tooFast(List<Signs> signs, ToIntFunction<Signs> number, Kind kind, double most) {
        int count = sum(signs, number);
        double fastest = signs.stream().mapToDouble(Signs::fastestMps).max().orElse(0);
        double weight = ONCE + (most - ONCE) * Math.min(1, (count - 1) / (MANY - 1.0));
        String text = String.format(
                Locale.ROOT,
                kind == Kind.TWO_PLACES
                        ? "%d jumps from one device to another, at up to %.0f m/s"
                        : "%d jumps at up to %.0f m/s",
                count,
                fastest);
        return first(signs, number).map(quarter -> new Reason(kind, weight, count, Optional.empty(), quarter, text));
    }

    private static Optional<Reason> repeated(List<Signs> signs) {
        List<Signs> found = signs.stream()
                .filter(one -> one.prints().repeated() >= FEW_PRINTS)
                .toList();
        double share = found.stream()
                .mapToDouble(one ->
                        (double) one.prints().repeated() / one.prints().hashes().size())
                .max()
                .orElse(0);
        int count = sum(found, one -> one.prints().repeated());
        return first(found, one -> one.prints().repeated())
                .map(quarter -> new Reason(
                        Kind.REPLAYED_TRACK,
                        Math.min(MOST, share),
                        count,
                        Optional.empty(),
                        quarter,
                        "the same path again within a quarter of an hour, to the metre"));
    }

    /** The strongest likeness with each other unit, or with its own past. */
    private static List<Reason> replayed(List<Signs> signs, Collection<Likeness> likenesses) {
        Map<Quarter, Integer> prints = signs.stream()
                .collect(Collectors.toMap(
                        Signs::quarter, one -> one.prints().hashes().size()));
        record Pair(String other, Quarter quarter, Quarter begin) {}
        Map<Pair, Integer> common = new HashMap<>();
        for (Likeness likeness : likenesses) {
            // What was played again began at another minute, so it lies across two quarters. Across more it would grow
            // with the past.
            common.merge(
                    new Pair(likeness.otherUnit(), likeness.quarter(), likeness.otherQuarter()),
                    likeness.common(),
                    Integer::sum);
            common.merge(
                    new Pair(
                            likeness.otherUnit(),
                            likeness.quarter(),
                            likeness.otherQuarter().before()),
                    likeness.common(),
                    Integer::sum);
        }
        Map<Pair, Quarter> earliest = new HashMap<>();
        likenesses.forEach(likeness -> Stream.of(
                        likeness.otherQuarter(), likeness.otherQuarter().before())
                .forEach(begin -> earliest.merge(
                        new Pair(likeness.otherUnit(), likeness.quarter(), begin),
                        likeness.otherQuarter(),
                        (a, b) -> a.compareTo(b) < 0 ? a : b)));
        Map<String, Reason> strongest = new TreeMap<>();
        common.forEach((pair, count) -> {
            if (count >= FEW_PRINTS) {
                double share = Math.min(1.0, (double) count / prints.getOrDefault(pair.quarter(), count));
                Reason reason = new Reason(
                        Kind.REPLAYED_TRACK,
                        Math.min(MOST, share),
                        count,
                        Optional.of(pair.other()),
                        pair.quarter(),
                        "the path of " + pair.other() + " from the quarter of an hour at "
                                + Objects.requireNonNull(earliest.get(pair)).from() + ", to the metre");
                strongest.merge(pair.other(), reason, Copies::heavier);
            }
        });
        return List.copyOf(strongest.values());
    }

    /** A track that was played again is found in several ways; it is one reason. */
    @SafeVarargs
    private static Collection<Reason> strongest(List<Reason>... ways) {
        Map<String, Reason> byUnit = new TreeMap<>();
        Stream.of(ways)
                .flatMap(List::stream)
                .forEach(reason -> byUnit.merge(reason.otherUnit().orElse(""), reason, Copies::heavier));
        return byUnit.values();
    }

    private static List<Reason> onOneDevice(Collection<SharedDevice> shared) {
        Map<String, Reason> strongest = new TreeMap<>();
        for (SharedDevice one : shared) {
            Reason reason = new Reason(
                    Kind.SHARED_DEVICE,
                    one.atOnce() ? AT_ONCE : HANDED_ON,
                    1,
                    Optional.of(one.otherUnit()),
                    one.quarter(),
                    "the device " + one.device() + " reported for " + one.otherUnit()
                            + (one.atOnce() ? " at the same time" : " in the same quarter of an hour"));
            strongest.merge(one.otherUnit(), reason, Copies::heavier);
        }
        return List.copyOf(strongest.values());
    }

    private static Optional<Reason> offWater(List<Signs> signs) {
        ToIntFunction<Signs> ofQuarter = one -> one.ashore().map(Ashore::fixes).orElse(0);
        int ashore = sum(signs, ofQuarter);
        int fixes = sum(signs, one -> one.ashore().map(Ashore::of).orElse(0));
        return ashore < FEW_ASHORE
                ? Optional.empty()
                : first(signs, ofQuarter)
                        .map(quarter -> new Reason(
                                Kind.OFF_WATER,
                                Math.min(MOST_ASHORE, (double) ashore / fixes),
                                ashore,
                                Optional.empty(),
                                quarter,
                                ashore + " of " + fixes
                                        + " accurate fixes were away from every water that the unit was to be on,"
                                        + " and from every berth"));
    }

    private static List<Unjudged> unjudged(List<Signs> signs) {
        long unknown = signs.stream().filter(one -> one.ashore().isEmpty()).count();
        return unknown == 0
                ? List.of()
                : List.of(new Unjudged(
                        Kind.OFF_WATER,
                        unknown + " of " + signs.size()
                                + " quarters of an hour were not compared with waters: the unit was"
                                + " to be on none, or the grid of that day had no waters"));
    }

    private static Optional<Reason> mocked(List<Signs> signs) {
        int count = sum(signs, Signs::mock);
        int fixes = sum(signs, Signs::fixes);
        return first(signs, Signs::mock)
                .map(quarter -> new Reason(
                        Kind.MOCK_LOCATION,
                        Math.clamp((double) count / fixes, LEAST_OF_MOCK, MOST),
                        count,
                        Optional.empty(),
                        quarter,
                        count + " of " + fixes + " fixes were made up by an app"));
    }
}
