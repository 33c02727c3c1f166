package io.qipan.dispatch.pattern.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The scan beside one that computes every cylinder by its definition. */
class SpaceTimeScanProperty {
    private static final int DAYS = 8;

    /** Crowded, so that there is something unusual; in a square of 5 by 5 cells. */
    private static List<Occurrence> occurrences(int many, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, many)
                .mapToObj(i -> new Occurrence(
                        random.nextInt(5) - 2, Math.min(random.nextInt(5), random.nextInt(5)), random.nextInt(DAYS)))
                .toList();
    }

    /** The definition, without any of the shortcuts. */
    private static List<Cylinder> all(List<Occurrence> occurrences, int ring, int longestDays) {
        List<Cylinder> all = new ArrayList<>();
        double events = occurrences.size();
        for (Occurrence middle : occurrences) {
            for (int square = 0; square <= ring; square++) {
                for (int first = 0; first < DAYS; first++) {
                    for (int last = first; last < DAYS && last - first < longestDays; last++) {
                        all.add(cylinder(
                                occurrences,
                                new Cylinder(middle.column(), middle.row(), square, first, last, 0, 0, 0),
                                events));
                    }
                }
            }
        }
        return all.stream()
                .filter(each -> each.observed() > 1 && each.observed() > each.expected() && each.logRatio() > 0)
                .toList();
    }

    private static Cylinder cylinder(List<Occurrence> occurrences, Cylinder bounds, double events) {
        double inCells = occurrences.stream()
                .filter(each -> bounds.holds(each.column(), each.row()))
                .count();
        double onDays = occurrences.stream().filter(each -> isOn(each, bounds)).count();
        int observed = (int) occurrences.stream()
                .filter(each -> bounds.holds(each.column(), each.row()) && isOn(each, bounds))
                .count();
        double expected = inCells * onDays / events;
        double ratio = inCells * 2 > events || observed <= expected
                ? 0
                : observed * Math.log(observed / expected)
                        + (observed == events
                                ? 0
                                : (events - observed) * Math.log((events - observed) / (events - expected)));
        return new Cylinder(
                bounds.column(),
                bounds.row(),
                bounds.ring(),
                bounds.firstDay(),
                bounds.lastDay(),
                observed,
                expected,
                ratio);
    }

    private static boolean isOn(Occurrence each, Cylinder bounds) {
        return each.day() >= bounds.firstDay() && each.day() <= bounds.lastDay();
    }

    @Property(tries = 200)
    void theMostUnusualCylinderIsThatOfTheDefinition(
            @ForAll @IntRange(min = 2, max = 60) int many,
            @ForAll @IntRange(max = 8) int ring,
            @ForAll @IntRange(min = 1, max = 4) int longestDays,
            @ForAll long seed) {
        // Given
        List<Occurrence> occurrences = occurrences(many, seed);
        double highest = all(occurrences, ring, longestDays).stream()
                .mapToDouble(Cylinder::logRatio)
                .max()
                .orElse(0);
        SpaceTimeScan scan = new SpaceTimeScan(occurrences, ring, DAYS, longestDays);

        // When
        List<Cylinder> found = scan.distinct(1);

        // Then
        assertThat(scan.highest(scan.days())).isCloseTo(highest, within(1e-9));
        assertThat(found).hasSize(highest > 0 ? 1 : 0);
        found.forEach(cylinder -> {
            Cylinder byDefinition = cylinder(occurrences, cylinder, occurrences.size());
            assertThat(cylinder.observed()).isEqualTo(byDefinition.observed());
            assertThat(cylinder.expected()).isCloseTo(byDefinition.expected(), within(1e-9));
            assertThat(cylinder.logRatio()).isCloseTo(byDefinition.logRatio(), within(1e-9));
            assertThat(cylinder.lastDay() - cylinder.firstDay()).isLessThan(longestDays);
        });
    }

    @Property(tries = 100)
    void laterHotspotsAreTheMostUnusualOfThoseThatShareNoCellWithEarlierOnes(
            @ForAll @IntRange(min = 20, max = 60) int many, @ForAll long seed) {
        // Given
        List<Occurrence> occurrences = occurrences(many, seed);
        List<Cylinder> definition = all(occurrences, 2, 3);

        // When
        List<Cylinder> found = new SpaceTimeScan(occurrences, 2, DAYS, 3).distinct(4);

        // Then
        for (int i = 0; i < found.size(); i++) {
            List<Cylinder> earlier = found.subList(0, i);
            double highest = definition.stream()
                    .filter(each -> occurrences.stream()
                            .noneMatch(cell -> each.holds(cell.column(), cell.row())
                                    && earlier.stream().anyMatch(one -> one.holds(cell.column(), cell.row()))))
                    .mapToDouble(Cylinder::logRatio)
                    .max()
                    .orElse(0);
            assertThat(found.get(i).logRatio()).isCloseTo(highest, within(1e-9));
        }
    }

    @Property(tries = 100)
    void aShuffleKeepsHowManyEachDayAndEachCellHas(@ForAll @IntRange(min = 1, max = 60) int many, @ForAll long seed) {
        // Given
        List<Occurrence> occurrences = occurrences(many, seed);
        int[] days = occurrences.stream().mapToInt(Occurrence::day).toArray();
        int[] before = days.clone();

        // When
        PermutationTest.shuffle(days, new SplittableRandom(seed));

        // Then: incidents stay where they are, so that cells keep theirs; days are the same ones in another order
        assertThat(sorted(days)).isEqualTo(sorted(before));
    }

    private static int[] sorted(int[] days) {
        int[] sorted = days.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /**
     * Six orders of three, 60,000 draws: chi-squared with 5 degrees of freedom is above 20.5 once in a thousand
     * times.
     */
    @Example
    void everyOrderIsAsLikely() {
        // Given
        SplittableRandom random = new SplittableRandom(20261120);
        int[] counts = new int[222];

        // When
        for (int i = 0; i < 60_000; i++) {
            int[] days = {0, 1, 2};
            PermutationTest.shuffle(days, random);
            counts[days[0] * 100 + days[1] * 10 + days[2]]++;
        }

        // Then
        double chiSquared = Arrays.stream(counts)
                .filter(count -> count > 0)
                .mapToDouble(count -> (count - 10_000.0) * (count - 10_000.0) / 10_000)
                .sum();
        assertThat(Arrays.stream(counts).filter(count -> count > 0).count()).isEqualTo(6);
        assertThat(chiSquared).isLessThan(20.5);
    }

    @Example
    void theRatioIsThatByHand() {
        // Given: 10 of 100 in the cells and on the days, where 10 * 20 / 100 = 2 were to be expected

        // When
        double logRatio = SpaceTimeScan.logRatio(10, 200, 100);

        // Then: 10 ln 5 + 90 ln (90 / 98)
        assertThat(logRatio).isCloseTo(8.430176, within(1e-6));
    }
}
