package io.qipan.dispatch.pattern.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.pattern.model.HotspotSearch.Found;
import io.qipan.dispatch.pattern.model.HotspotSearch.Plan;
import io.qipan.dispatch.pattern.model.PermutationTest.Judged;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class HotspotSearchProperty {
    private static final int DAYS = 28;

    private static Plan plan(int permutations, long seed) {
        return new Plan(DAYS, 2, 5, permutations, 0.05, seed);
    }

    /** Busy and quiet cells, busy and quiet days, and nothing between them. */
    private static List<Occurrence> nothing(int many, SplittableRandom random) {
        return IntStream.range(0, many)
                .mapToObj(i -> new Occurrence(
                        Math.min(random.nextInt(8), random.nextInt(8)),
                        random.nextInt(8),
                        Math.max(random.nextInt(DAYS), random.nextInt(DAYS))))
                .toList();
    }

    private static List<Occurrence> withCluster(int many, int more, SplittableRandom random) {
        List<Occurrence> all = new ArrayList<>(nothing(many, random));
        IntStream.range(0, more).forEach(i -> all.add(new Occurrence(5 + i % 2, 5, 10 + i % 3)));
        return all;
    }

    private static List<Found> run(Map<String, List<Occurrence>> byType, Plan plan) {
        return new HotspotSearch(byType, plan).run();
    }

    @Property(tries = 20)
    void aPlantedHotspotIsFoundWhereItIs(@ForAll long seed) {
        // Given
        List<Occurrence> occurrences = withCluster(200, 14, new SplittableRandom(seed));

        // When
        List<Found> found = run(Map.of("theft", occurrences), plan(199, seed));

        // Then
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().declared()).isNotEmpty();
        Cylinder first = found.getFirst().declared().getFirst().cylinder();
        assertThat(first.holds(5, 5) || first.holds(6, 5)).isTrue();
        assertThat(first.firstDay()).isLessThanOrEqualTo(12);
        assertThat(first.lastDay()).isGreaterThanOrEqualTo(10);
        assertThat(first.observed()).isGreaterThanOrEqualTo(7);
    }

    /**
     * By chance a p-value is at most k of 100 in k of 100 data sets. Of 300 data sets the empirical distribution is
     * farther from that than 0.113 once in a thousand times (Kolmogorov; ties only bring it nearer).
     */
    @Example
    void pValuesOfNothingAreUniform() {
        // Given
        SplittableRandom random = new SplittableRandom(20261121);
        int sets = 300;

        // When
        double[] pValues = IntStream.range(0, sets)
                .mapToDouble(i -> run(Map.of("theft", nothing(120, random)), plan(99, i))
                        .getFirst()
                        .pValue())
                .sorted()
                .toArray();

        // Then
        for (int i = 0; i < sets; i++) {
            assertThat(Math.abs((i + 1.0) / sets - pValues[i])).isLessThan(0.113 + 0.01);
        }
        assertThat(Arrays.stream(pValues).filter(p -> p <= 0.05).count()).isBetween(4L, 30L);
    }

    /**
     * At most 10 of 200 are expected at 0.05; 22 or more of a binomial with that come less than once in a thousand
     * times.
     */
    @Example
    void ofSeveralTypesWithNothingSomethingIsDeclaredNoMoreOftenThanTheLevelAllows() {
        // Given
        SplittableRandom random = new SplittableRandom(20261122);
        int sets = 200;

        // When
        long alarms = IntStream.range(0, sets)
                .filter(i -> {
                    Map<String, List<Occurrence>> byType = new TreeMap<>();
                    for (String type : List.of("a", "b", "c", "d")) {
                        byType.put(type, nothing(60, random));
                    }
                    return run(byType, plan(99, i)).stream()
                            .anyMatch(found -> !found.declared().isEmpty());
                })
                .count();

        // Then
        assertThat(alarms).isLessThan(22);
    }

    @Property(tries = 20)
    void theSameQuestionHasTheSameAnswer(@ForAll long seed, @ForAll @IntRange(min = 99, max = 150) int permutations) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, List<Occurrence>> byType =
                Map.of("theft", withCluster(80, 9, random), "public_order", nothing(50, random));

        // When
        List<Found> once = run(byType, plan(permutations, seed));
        List<Found> again = run(new TreeMap<>(byType), plan(permutations, seed));

        // Then
        assertThat(again).isEqualTo(once);
    }

    @Property(tries = 20)
    void hotspotsOfATypeShareNoCellAndTheFirstIsTheMostUnusual(@ForAll long seed) {
        // Given
        List<Occurrence> occurrences = new ArrayList<>(withCluster(200, 20, new SplittableRandom(seed)));
        IntStream.range(0, 20).forEach(i -> occurrences.add(new Occurrence(0, 0, 20 + i % 2)));

        // When
        List<Judged> declared =
                run(Map.of("theft", occurrences), plan(99, seed)).getFirst().declared();

        // Then
        assertThat(declared).hasSizeGreaterThanOrEqualTo(2);
        for (int i = 1; i < declared.size(); i++) {
            Cylinder later = declared.get(i).cylinder();
            Cylinder before = declared.get(i - 1).cylinder();
            assertThat(later.logRatio()).isLessThanOrEqualTo(before.logRatio());
            assertThat(declared.get(i).pValue())
                    .isGreaterThanOrEqualTo(declared.get(i - 1).pValue());
            assertThat(occurrences)
                    .noneMatch(
                            each -> later.holds(each.column(), each.row()) && before.holds(each.column(), each.row()));
        }
    }

    @Example
    void tooFewOrAllInOneCellOrOnOneDayAreNotTestedAndTakeNoShareOfTheLevel() {
        // Given
        SplittableRandom random = new SplittableRandom(1);
        Map<String, List<Occurrence>> byType = Map.of(
                "few", nothing(HotspotSearch.FEWEST - 1, random),
                "one_cell",
                        IntStream.range(0, 30)
                                .mapToObj(i -> new Occurrence(1, 1, i % DAYS))
                                .toList(),
                "one_day",
                        IntStream.range(0, 30)
                                .mapToObj(i -> new Occurrence(i, 1, 3))
                                .toList(),
                "tested", nothing(40, random));

        // When
        HotspotSearch search = new HotspotSearch(byType, plan(99, 1));

        // Then: one family at 0.05 needs 19
        assertThat(search.fewestPermutations()).isEqualTo(19);
        assertThat(search.run()).extracting(Found::tested).containsExactly(false, false, false, true);
    }
}
