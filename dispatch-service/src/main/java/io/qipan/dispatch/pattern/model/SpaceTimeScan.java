package io.qipan.dispatch.pattern.model;

import io.qipan.dispatch.pattern.model.Raster.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks through all cylinders for the most unusual one. What a cylinder would hold by chance comes from the margins:
 * incidents in its cells times incidents on its days, by all (Kulldorff, Heffernan, Hartman, Assuncao, Mostashari
 * 2005, PLoS Medicine 2(3) e59). At most half of the incidents are in the cells of one, and at least two in itself.
 * Not for several threads: it keeps its tables.
 */
public final class SpaceTimeScan {
    private static final int FEWEST = 2;
    /** How far two ways to the same logarithm may differ by rounding. */
    private static final double ROUNDING = 1e-9;

    private final int events;
    private final int days;
    private final int longestDays;
    private final int[] cellOf;
    private final int[] dayOf;
    private final List<Cell> cells;
    private final List<Zones> zonesAround = new ArrayList<>();
    /** How many incidents there are before each day. */
    private final int[] before;

    private final double[] log;
    private final double oneOfAll;
    /** By cell and day; made when it is needed, for it may be too large to be. */
    private int[] counts = {};

    private final int[] zoneDays;
    private final int[] busyDays;

    /**
     * The circles around a cell, each in the next.
     *
     * @param cells by their distance
     * @param ends how many of them each circle has
     * @param held how many incidents each circle has on all days
     * @param rings square of the radius of each
     */
    private record Zones(int[] cells, int[] ends, int[] held, int[] rings) {}

    /** The most unusual one so far; no objects, it changes often. */
    private static final class Best {
        private double logRatio;
        private int middle = -1;
        private int zone;
        private int firstDay;
        private int lastDay;
        private int observed;
    }

    /**
     * @param ring square of the largest radius, in cells
     * @param days of the period
     */
    public SpaceTimeScan(List<Occurrence> occurrences, int ring, int days, int longestDays) {
        this.events = occurrences.size();
        this.days = days;
        this.longestDays = longestDays;
        Map<Cell, Integer> heldBy =
                new TreeMap<>(Comparator.comparingInt(Cell::column).thenComparing(Cell::row));
        occurrences.forEach(each -> heldBy.merge(new Cell(each.column(), each.row()), 1, Integer::sum));
        this.cells = List.copyOf(heldBy.keySet());
        Map<Cell, Integer> index = new LinkedHashMap<>();
        cells.forEach(cell -> index.put(cell, index.size()));
        this.cellOf = occurrences.stream()
                .mapToInt(each -> index.getOrDefault(new Cell(each.column(), each.row()), -1))
                .toArray();
        this.dayOf = occurrences.stream().mapToInt(Occurrence::day).toArray();
        this.before = new int[days + 1];
        for (int day : dayOf) {
            before[day + 1]++;
        }
        for (int day = 0; day < days; day++) {
            before[day + 1] += before[day];
        }
        this.log = new double[events + 1];
        Arrays.setAll(log, Math::log);
        this.oneOfAll = 1.0 / events;
        this.zoneDays = new int[days];
        this.busyDays = new int[days];
        int[] held =
                cells.stream().mapToInt(cell -> heldBy.getOrDefault(cell, 0)).toArray();
        List<int[]> offsets = offsets(ring);
        cells.forEach(cell -> zonesAround.add(zones(cell, offsets, index, held)));
    }

    /** Nearest first; column, row and square of the distance. */
    private static List<int[]> offsets(int ring) {
        int radius = (int) Math.sqrt(ring);
        List<int[]> offsets = new ArrayList<>();
        for (int across = -radius; across <= radius; across++) {
            for (int up = -radius; up <= radius; up++) {
                int distance = across * across + up * up;
                if (distance <= ring) {
                    offsets.add(new int[] {across, up, distance});
                }
            }
        }
        offsets.sort(Comparator.comparingInt(offset -> offset[2]));
        return offsets;
    }

    private Zones zones(Cell middle, List<int[]> offsets, Map<Cell, Integer> index, int[] held) {
        int[] near = new int[offsets.size()];
        int[] ends = new int[offsets.size()];
        int[] sums = new int[offsets.size()];
        int[] rings = new int[offsets.size()];
        int found = 0;
        int zones = 0;
        int sum = 0;
        for (int[] offset : offsets) {
            int cell = index.getOrDefault(new Cell(middle.column() + offset[0], middle.row() + offset[1]), -1);
            if (cell < 0) {
                continue;
            }
            near[found++] = cell;
            sum += held[cell];
            boolean sameCircle = zones > 0 && rings[zones - 1] == offset[2];
            zones += sameCircle ? 0 : 1;
            rings[zones - 1] = offset[2];
            ends[zones - 1] = found;
            sums[zones - 1] = sum;
        }
        while (zones > 0 && 2L * sums[zones - 1] > events) {
            zones--;
        }
        int last = zones == 0 ? 0 : ends[zones - 1];
        return new Zones(
                Arrays.copyOf(near, last),
                Arrays.copyOf(ends, zones),
                Arrays.copyOf(sums, zones),
                Arrays.copyOf(rings, zones));
    }

    /** Cells that have incidents. */
    public int cells() {
        return cells.size();
    }

    /** The day of each incident, in the order in which they were given. */
    public int[] days() {
        return dayOf.clone();
    }

    /** What one look through all cylinders costs at most, in additions and comparisons. */
    public long steps() {
        long steps = events + (long) cells.size() * days;
        for (Zones zones : zonesAround) {
            for (int i = 0; i < zones.ends().length; i++) {
                int busy = Math.min(zones.held()[i], days);
                steps += days + (long) busy * Math.min(busy, longestDays);
            }
            steps += (long) zones.cells().length * days;
        }
        return steps;
    }

    /**
     * How unusual the most unusual cylinder would be if the incidents had these days; 0 if none has more than
     * expected.
     */
    public double highest(int[] drawnDays) {
        return look(drawnDays, new boolean[cells.size()]).logRatio;
    }

    /** The most unusual cylinders as things were, the first one first; later ones share no cell with those before. */
    public List<Cylinder> distinct(int most) {
        List<Cylinder> found = new ArrayList<>();
        boolean[] taken = new boolean[cells.size()];
        while (found.size() < most) {
            Optional<Cylinder> next = cylinder(look(dayOf, taken));
            if (next.isEmpty()) {
                break;
            }
            found.add(next.get());
            for (int i = 0; i < taken.length; i++) {
                taken[i] |= next.get().holds(cells.get(i).column(), cells.get(i).row());
            }
        }
        return found;
    }

    private Optional<Cylinder> cylinder(Best best) {
        if (best.middle < 0) {
            return Optional.empty();
        }
        Zones zones = zonesAround.get(best.middle);
        Cell middle = cells.get(best.middle);
        return Optional.of(new Cylinder(
                middle.column(),
                middle.row(),
                zones.rings()[best.zone],
                best.firstDay,
                best.lastDay,
                best.observed,
                (double) product(zones.held()[best.zone], best.firstDay, best.lastDay) / events,
                best.logRatio));
    }

    private Best look(int[] drawnDays, boolean[] taken) {
        if (counts.length == 0) {
            counts = new int[cells.size() * days];
        }
        Arrays.fill(counts, 0);
        for (int i = 0; i < events; i++) {
            counts[cellOf[i] * days + drawnDays[i]]++;
        }
        Best best = new Best();
        for (int middle = 0; middle < zonesAround.size(); middle++) {
            Zones zones = zonesAround.get(middle);
            Arrays.fill(zoneDays, 0);
            int added = 0;
            for (int zone = 0; zone < zones.ends().length; zone++) {
                boolean free = true;
                for (; added < zones.ends()[zone]; added++) {
                    int cell = zones.cells()[added];
                    free &= !taken[cell];
                    for (int day = 0; day < days; day++) {
                        zoneDays[day] += counts[cell * days + day];
                    }
                }
                if (!free) {
                    break;
                }
                lookThroughDays(middle, zone, zones.held()[zone], best);
            }
        }
        return best;
    }

    /** A run that begins or ends with a day without incidents is never more unusual than without that day. */
    private void lookThroughDays(int middle, int zone, int held, Best best) {
        int busy = 0;
        for (int day = 0; day < days; day++) {
            if (zoneDays[day] > 0) {
                busyDays[busy++] = day;
            }
        }
        double heldOfAll = (double) held / events;
        double logAllByHeld = log[events] - log[held];
        for (int from = 0; from < busy; from++) {
            int firstDay = busyDays[from];
            int observed = 0;
            for (int to = from; to < busy && busyDays[to] - firstDay < longestDays; to++) {
                observed += zoneDays[busyDays[to]];
                int onDays = before[busyDays[to] + 1] - before[firstDay];
                double more = observed - heldOfAll * onDays;
                // Not less than the logarithm of the ratio, and without computing one: ln x is at most x - 1.
                if (more < 0
                        || observed < FEWEST
                        || observed * (logAllByHeld + log[observed] - log[onDays]) - more * (1 - observed * oneOfAll)
                                < best.logRatio - ROUNDING) {
                    continue;
                }
                keepIfHigher(best, middle, zone, held, firstDay, busyDays[to], observed);
            }
        }
    }

    private void keepIfHigher(Best best, int middle, int zone, int held, int firstDay, int lastDay, int observed) {
        long product = product(held, firstDay, lastDay);
        if ((long) observed * events <= product) {
            return;
        }
        double logRatio = logRatio(observed, product, events);
        if (logRatio > best.logRatio) {
            best.logRatio = logRatio;
            best.middle = middle;
            best.zone = zone;
            best.firstDay = firstDay;
            best.lastDay = lastDay;
            best.observed = observed;
        }
    }

    private long product(int held, int firstDay, int lastDay) {
        return (long) held * (before[lastDay + 1] - before[firstDay]);
    }

    /**
     * Of more incidents than expected.
     *
     * @param product incidents in the cells times incidents on the days; by all it is what is expected
     */
    static double logRatio(int observed, long product, int events) {
        double expected = (double) product / events;
        double inside = observed * Math.log(observed / expected);
        return observed == events
                ? inside
                : inside + (events - observed) * Math.log((events - observed) / (events - expected));
    }
}
