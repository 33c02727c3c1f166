package io.qipan.dispatch.searcharea.model;

import io.qipan.runtime.place.Shape.Region;
import io.qipan.runtime.refusal.Decision;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How likely the place is in each cell, as the facts have it at a moment.
 *
 * <p>At first there is an equal part of the probability for the ground that one fact claims, for that which at least
 * two claim, and so on as far as facts have ground in common. Each part is shared equally by the facts, and spread
 * evenly over what each has of that ground: a forest does not outweigh the fix of a handset within it by its size
 * alone, nor a river and a village the piece of the river near the village. Then each fact multiplies what is inside
 * and what is outside of its ground by the factors of its claim. In whatever order the facts come, the result is the
 * same to the last bit.
 */
public final class SearchMap {
    /** The share whose ground units are sent to. */
    public static final double PUT_SHARE = 0.8;

    /** Beyond it the place is with one in twenty, which is what the uncertainty of a location leaves out. */
    private static final double SURE_SHARE = 0.95;

    private static final List<Double> SHARES = List.of(0.5, PUT_SHARE, SURE_SHARE);

    private static final List<int[]> ALL = List.of(new int[] {0, Integer.MAX_VALUE});

    /** Facts for which it is worked out what the others would say at first without them. */
    private static final int MOST_SUSPECTS = 8;

    /** Of who is sure to have searched everything, if all facts together exclude every place. */
    private static final double EVEN_THE_SURE_MAY_ERR = 1e-6;

    private record Ground(SearchFact fact, List<int[]> ranges) {}

    /** Of one claim. */
    private record Factors(double inside, double outside) implements Comparable<Factors> {
        @Override
        public int compareTo(Factors other) {
            int inner = Double.compare(inside, other.inside);
            return inner == 0 ? Double.compare(outside, other.outside) : inner;
        }
    }

    /** How many facts with the same factors there are, and on how many of their grounds each cell lies. */
    private static final class Tally {
        private final double[] inside;
        private int facts;

        Tally(double[] inside) {
            this.inside = inside;
        }
    }

    private final Instant at;
    private final Grid grid;
    private final double[] probability;
    /** The likeliest first; of the same likelihood, those nearer to the middle of all. */
    private final Integer[] order;

    private final Optional<SearchConflict> conflict;

    private SearchMap(Instant at, Grid grid, List<Ground> grounds) {
        this.at = at;
        this.grid = grid;
        double[] prior = prior(grounds);
        double[] logs = logs(grounds, 0);
        if (!DoubleStream.of(logs).anyMatch(Double::isFinite)) {
            logs = logs(grounds, EVEN_THE_SURE_MAY_ERR);
        }
        this.probability = normalised(prior, logs);
        this.order = order(grid.places());
        this.conflict = agree(grounds) ? Optional.empty() : conflict(grounds, prior);
    }

    /**
     * Refuses INCOMPLETE if no fact says where, PLACE_INVALID if they lie too far apart.
     *
     * @param resource of which the facts are
     */
    static Decision<SearchMap> of(String resource, List<SearchFact> facts, Instant at) {
        return Grid.over(resource, facts, at)
                .then(grid -> Decision.grant(new SearchMap(
                        at,
                        grid,
                        facts.stream()
                                .map(fact -> new Ground(fact, grid.on(fact.extent())))
                                .toList())));
    }

    public Instant at() {
        return at;
    }

    public Optional<SearchConflict> conflict() {
        return conflict;
    }

    /** The side of a cell, in metres. */
    public double resolutionM() {
        return grid.scan().cellM();
    }

    public List<SearchRegion> regions() {
        return SHARES.stream().map(this::region).toList();
    }

    /** Square metres of the smallest ground that holds the place with a share of the probability. */
    public double areaM2(double share) {
        return likeliest(share) * grid.cellAreaM2();
    }

    /** One simple polygon with the ground of {@link #PUT_SHARE}, and how far outside of it that of 95 % reaches. */
    public Put put() {
        Outline outline = outline(PUT_SHARE);
        Region region = outline.whole();
        return new Put(region, outline.beyondM(outline(SURE_SHARE)), areaM2(PUT_SHARE));
    }

    /** What is put on an incident. */
    public record Put(Region region, double uncertaintyM, double areaM2) {}

    /** All of it, which is 1. */
    double total() {
        return DoubleStream.of(probability).sum();
    }

    /** How likely the place is on some ground. */
    double on(Extent ground) {
        return sum(grid.on(ground), probability);
    }

    private SearchRegion region(double share) {
        int cells = likeliest(share);
        double held = 0;
        for (int i = 0; i < cells; i++) {
            held += probability[order[i]];
        }
        Outline outline = outline(share);
        return new SearchRegion(share, held, cells * grid.cellAreaM2(), outline.polygons(), outline.leftOut());
    }

    private Outline outline(double share) {
        int[][] places = grid.places();
        return Outline.of(
                grid,
                IntStream.range(0, likeliest(share))
                        .mapToObj(i -> places[order[i]])
                        .toList());
    }

    private int likeliest(double share) {
        double held = 0;
        int cells = 0;
        while (cells < order.length && held < share) {
            held += probability[order[cells++]];
        }
        return cells;
    }

    private double[] prior(List<Ground> grounds) {
        List<Ground> wheres = grounds.stream()
                .filter(ground -> ground.fact().claim().saysWhere())
                .toList();
        double[] depth = new double[grid.count()];
        wheres.forEach(ground -> add(depth, ground.ranges(), 1));
        int deepest = (int) DoubleStream.of(depth).max().orElseThrow();
        List<int[]> claimed =
                wheres.stream().map(ground -> claimed(ground, depth, deepest)).toList();
        int[] claiming = new int[deepest + 1];
        for (int[] cells : claimed) {
            for (int level = 1; level <= deepest; level++) {
                claiming[level] += cells[level] > 0 ? 1 : 0;
            }
        }
        double[] prior = new double[grid.count()];
        IntStream.range(0, wheres.size())
                .boxed()
                .sorted((one, other) -> Arrays.compare(claimed.get(one), claimed.get(other)))
                .forEach(i -> {
                    double[] share = shares(claimed.get(i), claiming);
                    for (int[] range : wheres.get(i).ranges()) {
                        for (int cell = range[0]; cell < range[1]; cell++) {
                            prior[cell] += share[(int) depth[cell]];
                        }
                    }
                });
        return prior;
    }

    /** How many cells of a ground at least so many facts claim. */
    private static int[] claimed(Ground ground, double[] depth, int deepest) {
        int[] cells = new int[deepest + 1];
        for (int[] range : ground.ranges()) {
            for (int cell = range[0]; cell < range[1]; cell++) {
                cells[(int) depth[cell]]++;
            }
        }
        for (int level = deepest - 1; level > 0; level--) {
            cells[level] += cells[level + 1];
        }
        return cells;
    }

    /** What a cell has of a fact, by how many claim the cell. */
    private static double[] shares(int[] claimed, int[] claiming) {
        double[] shares = new double[claimed.length];
        for (int level = 1; level < shares.length; level++) {
            double share = claimed[level] == 0 ? 0 : 1.0 / (shares.length - 1) / claiming[level] / claimed[level];
            shares[level] = shares[level - 1] + share;
        }
        return shares;
    }

    /**
     * The logarithm of the product of all factors. Facts with the same factors are counted, and not multiplied one by
     * one.
     *
     * @param least no factor is less
     */
    private double[] logs(List<Ground> grounds, double least) {
        Map<Factors, Tally> tallies = new TreeMap<>();
        for (Ground ground : grounds) {
            Factors factors = new Factors(
                    Math.max(least, ground.fact().claim().inside()),
                    Math.max(least, ground.fact().claim().outside()));
            if (factors.inside() != factors.outside()) {
                Tally tally = tallies.computeIfAbsent(factors, _ -> new Tally(new double[grid.count()]));
                add(tally.inside, ground.ranges(), 1);
                tally.facts++;
            }
        }
        double[] logs = new double[grid.count()];
        tallies.forEach((factors, tally) -> {
            for (int cell = 0; cell < logs.length; cell++) {
                double inside = tally.inside[cell];
                logs[cell] += inside == 0 ? 0 : inside * Math.log(factors.inside());
                logs[cell] += (tally.facts - inside) * Math.log(factors.outside());
            }
        });
        return logs;
    }

    private static double[] normalised(double[] prior, double[] logs) {
        double highest = DoubleStream.of(logs).max().orElseThrow();
        double[] mass = new double[prior.length];
        double sum = 0;
        for (int cell = 0; cell < mass.length; cell++) {
            mass[cell] = prior[cell] * Math.exp(logs[cell] - highest);
            sum += mass[cell];
        }
        for (int cell = 0; cell < mass.length; cell++) {
            mass[cell] /= sum;
        }
        return mass;
    }

    private Integer[] order(int[][] places) {
        double row = 0;
        double column = 0;
        for (int cell = 0; cell < places.length; cell++) {
            row += probability[cell] * places[cell][0];
            column += probability[cell] * places[cell][1];
        }
        double[] aside = new double[places.length];
        for (int cell = 0; cell < places.length; cell++) {
            aside[cell] = Math.hypot(places[cell][0] - row, places[cell][1] - column);
        }
        Integer[] cells = IntStream.range(0, places.length).boxed().toArray(Integer[]::new);
        Arrays.sort(cells, (one, other) -> {
            int likelier = Double.compare(probability[other], probability[one]);
            int nearer = likelier == 0 ? Double.compare(aside[one], aside[other]) : likelier;
            return nearer == 0 ? Integer.compare(one, other) : nearer;
        });
        return cells;
    }

    /** Whether there is a cell on the side of every fact that takes one. */
    private boolean agree(List<Ground> grounds) {
        double[] agree = new double[grid.count()];
        int sides = 0;
        int outside = 0;
        for (Ground ground : grounds) {
            Claim claim = ground.fact().claim();
            if (claim.takesSides()) {
                sides++;
                outside += claim.saysOutside() ? 1 : 0;
                add(agree, ground.ranges(), claim.saysInside() ? 1 : -1);
            }
        }
        return DoubleStream.of(agree).max().orElseThrow() + outside >= sides;
    }

    private Optional<SearchConflict> conflict(List<Ground> grounds, double[] prior) {
        double[] logs = logs(grounds, EVEN_THE_SURE_MAY_ERR);
        double highest = DoubleStream.of(logs).max().orElseThrow();
        double[] factors =
                DoubleStream.of(logs).map(log -> Math.exp(log - highest)).toArray();
        double[] mass = product(prior, factors);
        double evidence = sum(ALL, mass);
        long wheres = grounds.stream().filter(g -> g.fact().claim().saysWhere()).count();
        List<Ground> suspects = grounds.stream()
                .filter(ground -> ground.fact().claim().takesSides())
                .filter(ground -> wheres > 1 || !ground.fact().claim().saysWhere())
                .sorted(Comparator.comparingDouble(ground -> -evidence(ground, mass)))
                .limit(MOST_SUSPECTS)
                .toList();
        SearchConflict found = new SearchConflict(0, 0);
        for (Ground suspect : suspects) {
            double[] left = suspect.fact().claim().saysWhere() ? prior(without(grounds, suspect)) : prior;
            double times = evidence(suspect, product(left, factors)) / evidence;
            found = times > found.times() ? new SearchConflict(suspect.fact().number(), times) : found;
        }
        return found.leaveOut() == 0 ? Optional.empty() : Optional.of(found);
    }

    private static List<Ground> without(List<Ground> grounds, Ground one) {
        return grounds.stream().filter(ground -> !ground.equals(one)).toList();
    }

    private static double[] product(double[] prior, double[] factors) {
        double[] product = new double[prior.length];
        for (int cell = 0; cell < product.length; cell++) {
            product[cell] = prior[cell] * factors[cell];
        }
        return product;
    }

    /** How likely what the others tell is. */
    private static double evidence(Ground without, double[] mass) {
        Claim claim = without.fact().claim();
        double inside = sum(without.ranges(), mass);
        double outside = sum(ALL, mass) - inside;
        return inside / Math.max(EVEN_THE_SURE_MAY_ERR, claim.inside()) + outside / claim.outside();
    }

    private static void add(double[] cells, List<int[]> ranges, double value) {
        for (int[] range : ranges) {
            for (int cell = range[0]; cell < range[1]; cell++) {
                cells[cell] += value;
            }
        }
    }

    private static double sum(List<int[]> ranges, double[] cells) {
        double sum = 0;
        for (int[] range : ranges) {
            for (int cell = range[0]; cell < Math.min(range[1], cells.length); cell++) {
                sum += cells[cell];
            }
        }
        return sum;
    }
}
