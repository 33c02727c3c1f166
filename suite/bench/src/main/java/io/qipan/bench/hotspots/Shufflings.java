package io.qipan.bench.hotspots;

import io.qipan.dispatch.pattern.model.HotspotSearch;
import io.qipan.dispatch.pattern.model.HotspotSearch.Found;
import io.qipan.dispatch.pattern.model.HotspotSearch.Plan;
import io.qipan.dispatch.pattern.model.Occurrence;
import io.qipan.dispatch.pattern.model.PermutationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Takes away all that place and day have to do with each other by drawing the days of each type anew, so that
 * whatever is then declared is a false alarm; and puts hotspots into that.
 */
final class Shufflings {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int PLANTED_DAYS = 2;

    private final Map<String, List<Occurrence>> byType;
    private final Plan plan;
    private final long seed;

    /**
     * @param plan its seed is not used: each shuffling has one of its own
     */
    Shufflings(Map<String, List<Occurrence>> byType, Plan plan, long seed) {
        this.byType = byType;
        this.plan = plan;
        this.seed = seed;
    }

    /** In how many shufflings anything is declared. */
    Share falseAlarms(int shufflings) {
        return share(shufflings, i -> {
            SplittableRandom random = random(i);
            return search(shuffled(random), random).stream()
                    .anyMatch(found -> !found.declared().isEmpty());
        });
    }

    /**
     * How many are found that are put in, one into each shuffling: into the cell of any call, on two days in a row.
     * Found is what shares the cell and a day with a declared hotspot of its type.
     *
     * @param strength calls that are put in
     */
    Share found(int strength, int shufflings) {
        return share(shufflings, i -> {
            SplittableRandom random = random(-1 - i);
            Map<String, List<Occurrence>> all = shuffled(random);
            List<String> types = all.entrySet().stream()
                    .flatMap(entry -> entry.getValue().stream().map(each -> entry.getKey()))
                    .toList();
            String type = types.get(random.nextInt(types.size()));
            List<Occurrence> ofType = new ArrayList<>(all.getOrDefault(type, List.of()));
            Occurrence where = ofType.get(random.nextInt(ofType.size()));
            int firstDay = random.nextInt(plan.days() - PLANTED_DAYS + 1);
            IntStream.range(0, strength)
                    .forEach(k -> ofType.add(new Occurrence(where.column(), where.row(), firstDay + k % PLANTED_DAYS)));
            all.put(type, ofType);
            return search(all, random).stream()
                    .filter(found -> found.type().equals(type))
                    .flatMap(found -> found.declared().stream())
                    .anyMatch(judged -> judged.cylinder().holds(where.column(), where.row())
                            && judged.cylinder().firstDay() < firstDay + PLANTED_DAYS
                            && judged.cylinder().lastDay() >= firstDay);
        });
    }

    private static Share share(int shufflings, IntPredicate hit) {
        return new Share(
                (int) IntStream.range(0, shufflings).parallel().filter(hit).count(), shufflings);
    }

    private SplittableRandom random(int shuffling) {
        return new SplittableRandom(seed + GOLDEN * shuffling);
    }

    private List<Found> search(Map<String, List<Occurrence>> all, SplittableRandom random) {
        return new HotspotSearch(
                        all,
                        new Plan(
                                plan.days(),
                                plan.ring(),
                                plan.longestDays(),
                                plan.permutations(),
                                plan.level(),
                                random.nextLong()))
                .run();
    }

    private Map<String, List<Occurrence>> shuffled(SplittableRandom random) {
        Map<String, List<Occurrence>> shuffled = new TreeMap<>();
        byType.forEach((type, all) -> {
            int[] days = all.stream().mapToInt(Occurrence::day).toArray();
            PermutationTest.shuffle(days, random);
            shuffled.put(
                    type,
                    IntStream.range(0, days.length)
                            .mapToObj(i -> new Occurrence(
                                    all.get(i).column(), all.get(i).row(), days[i]))
                            .toList());
        });
        return shuffled;
    }
}
