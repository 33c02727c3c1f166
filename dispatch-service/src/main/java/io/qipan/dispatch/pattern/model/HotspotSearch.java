package io.qipan.dispatch.pattern.model;

import io.qipan.dispatch.pattern.model.PermutationTest.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Tests several types together. The same incidents in the same order, with the same plan, give the same. */
public final class HotspotSearch {
    /** With fewer incidents of a type nothing is looked for. */
    public static final int FEWEST = 20;

    private static final int MOST_OF_A_TYPE = 20;
    /** The golden ratio in 64 bits: seeds of different types lie far apart. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final Plan plan;
    private final Map<String, List<Occurrence>> byType = new TreeMap<>();
    private final Map<String, SpaceTimeScan> scans = new TreeMap<>();

    /**
     * How to look.
     *
     * @param days of the period
     * @param ring square of the largest radius, in cells
     * @param level the false discovery rate that is allowed
     */
    public record Plan(int days, int ring, int longestDays, int permutations, double level, long seed) {}

    /**
     * What came out for a type.
     *
     * @param tested no if there were too few, or all in one cell or on one day
     * @param pValue of the most unusual cylinder, 1 if there is none
     * @param threshold up to which p-value hotspots were declared, 0 if none could be
     * @param declared the most unusual first
     */
    public record Found(
            String type,
            int incidents,
            int cells,
            boolean tested,
            double pValue,
            double threshold,
            List<Judged> declared) {}

    public HotspotSearch(Map<String, List<Occurrence>> byType, Plan plan) {
        this.plan = plan;
        byType.forEach((type, all) -> {
            this.byType.put(type, List.copyOf(all));
            boolean spread = all.stream().mapToInt(Occurrence::day).distinct().count() > 1
                    && all.stream().anyMatch(each -> isElsewhere(each, all.getFirst()));
            if (all.size() >= FEWEST && spread) {
                scans.put(type, new SpaceTimeScan(all, plan.ring(), plan.days(), plan.longestDays()));
            }
        });
    }

    private static boolean isElsewhere(Occurrence one, Occurrence other) {
        return one.column() != other.column() || one.row() != other.row();
    }

    /** What it costs at most, in additions and comparisons. */
    public long steps() {
        return scans.values().stream().mapToLong(SpaceTimeScan::steps).sum() * (plan.permutations() + 1);
    }

    /** With fewer no single type could be declared. */
    public int fewestPermutations() {
        return (int) Math.ceil(scans.size() / plan.level() - 1e-9) - 1;
    }

    /** By type. */
    public List<Found> run() {
        Map<String, List<Judged>> judged = new TreeMap<>();
        scans.forEach((type, scan) -> judged.put(
                type,
                PermutationTest.of(
                        scan,
                        plan.permutations(),
                        MOST_OF_A_TYPE,
                        new SplittableRandom(plan.seed() ^ GOLDEN * type.hashCode()))));
        double threshold = FalseDiscovery.threshold(
                judged.values().stream().mapToDouble(HotspotSearch::lowest).toArray(), plan.level());
        List<Found> found = new ArrayList<>();
        byType.forEach((type, all) -> found.add(found(type, all, judged.getOrDefault(type, List.of()), threshold)));
        return found;
    }

    private Found found(String type, List<Occurrence> all, List<Judged> judged, double threshold) {
        SpaceTimeScan scan = scans.get(type);
        int cells = (int) all.stream()
                .map(each -> new Raster.Cell(each.column(), each.row()))
                .distinct()
                .count();
        if (scan == null) {
            return new Found(type, all.size(), cells, false, 1, 0, List.of());
        }
        return new Found(
                type,
                all.size(),
                cells,
                true,
                lowest(judged),
                threshold,
                judged.stream()
                        .filter(each -> FalseDiscovery.isWithin(each.pValue(), threshold))
                        .toList());
    }

    private static double lowest(List<Judged> judged) {
        return judged.isEmpty() ? 1 : judged.getFirst().pValue();
    }
}
