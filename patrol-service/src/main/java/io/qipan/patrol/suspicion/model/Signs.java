package io.qipan.patrol.suspicion.model;

import io.qipan.patrol.coverage.model.Quarter;
import io.qipan.patrol.coverage.model.Track;
import io.qipan.patrol.coverage.model.Waters;
import io.qipan.patrol.position.model.Fix;
import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.position.model.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is peculiar in a quarter of an hour of a unit's track, whatever others do.
 *
 * @param mock fixes that an app made up
 * @param jumps between fixes of one device that nobody could make
 * @param splits the same between two devices
 * @param fastestMps of the fastest jump; 0 without one
 * @param devices which were with the unit, from when to when
 * @param ashore empty if the unit was to be on no water at any time of it, or nobody knew where waters are
 */
public record Signs(
        Quarter quarter,
        int fixes,
        int mock,
        int jumps,
        int splits,
        double fastestMps,
        Prints prints,
        TimedPairs pairs,
        TimedPlaces places,
        SortedMap<String, Span> devices,
        Optional<Ashore> ashore) {

    /**
     * Fixes away from all waters.
     *
     * @param of how many were so accurate that they could be compared
     */
    public record Ashore(int fixes, int of) {}

    /** From the first fix to the last one. */
    public record Span(Instant first, Instant last) {
        Span with(Span later) {
            return new Span(first, later.last);
        }
    }

    /**
     * @param inOrder of the quarter, and some before and after
     * @param waters that it was to be on at a time; empty if on none, or nobody knows
     */
    public static Signs of(
            Quarter quarter, List<Fix> inOrder, double limitMps, Function<Instant, Optional<Waters>> waters) {
        List<Fix> within = inOrder.stream().filter(fix -> has(quarter, fix)).toList();
        // By device: where devices take turns, no two fixes of one are neighbours.
        List<Step> jumps = Track.byDevice(inOrder).stream()
                .flatMap(ofDevice -> tooFast(quarter, ofDevice, limitMps))
                .toList();
        List<Step> splits = tooFast(quarter, inOrder, limitMps)
                .filter(step -> !step.from().device().equals(step.to().device()))
                .toList();
        return new Signs(
                quarter,
                within.size(),
                (int) within.stream().filter(Fix::mockLocation).count(),
                jumps.size(),
                splits.size(),
                Stream.concat(jumps.stream(), splits.stream())
                        .mapToDouble(Step::leastSpeed)
                        .max()
                        .orElse(0),
                Prints.of(within),
                TimedPairs.of(quarter, inOrder),
                TimedPlaces.of(quarter, inOrder),
                devices(within),
                ashore(within, waters));
    }

    /** Steps between neighbours that end in the quarter, close enough to tell. */
    private static Stream<Step> tooFast(Quarter quarter, List<Fix> inOrder, double limitMps) {
        return IntStream.range(1, inOrder.size())
                .filter(i -> has(quarter, inOrder.get(i)))
                .mapToObj(i -> new Step(inOrder.get(i - 1), inOrder.get(i)))
                .filter(step -> step.time().compareTo(Track.LONGEST_GAP) <= 0 && step.isJump(limitMps));
    }

    private static boolean has(Quarter quarter, Fix fix) {
        return Quarter.of(fix.position().fixedAt()).equals(quarter);
    }

    private static Optional<Ashore> ashore(List<Fix> within, Function<Instant, Optional<Waters>> waters) {
        boolean isAny = false;
        int sure = 0;
        int ashore = 0;
        for (Fix fix : within) {
            Position position = fix.position();
            Optional<Waters> claimed = waters.apply(position.fixedAt());
            isAny |= claimed.isPresent();
            if (claimed.isPresent() && Waters.isSure(position)) {
                sure++;
                ashore += claimed.get().isAshore(position) ? 1 : 0;
            }
        }
        return isAny ? Optional.of(new Ashore(ashore, sure)) : Optional.empty();
    }

    private static SortedMap<String, Span> devices(List<Fix> fixes) {
        SortedMap<String, Span> devices = new TreeMap<>();
        for (Fix fix : fixes) {
            // What somebody reports by hand names no device.
            if (!fix.device().isEmpty()) {
                Instant at = fix.position().fixedAt();
                devices.merge(fix.device(), new Span(at, at), Span::with);
            }
        }
        return devices;
    }

    /** Those that count, by quarter. */
    public static Map<Quarter, Signs> byQuarter(
            Quarter.Run run, List<Fix> inOrder, double limitMps, Function<Instant, Optional<Waters>> waters) {
        Map<Quarter, Signs> found = new TreeMap<>();
        for (Quarter quarter = run.first(); quarter.compareTo(run.last()) <= 0; quarter = quarter.next()) {
            Instant from = quarter.from().minus(Track.LONGEST_GAP);
            Instant until = quarter.until();
            Signs signs = of(
                    quarter,
                    inOrder.stream()
                            .filter(fix -> !fix.position().fixedAt().isBefore(from)
                                    && fix.position().fixedAt().isBefore(until))
                            .toList(),
                    limitMps,
                    waters);
            if (signs.fixes() > 0) {
                found.put(quarter, signs);
            }
        }
        return found;
    }
}
