package io.qipan.dispatch.searcharea.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Cells of a grid as runs in rows, by row and column, apart from each other. */
record Runs(List<Run> runs) {

    /** Cells beside each other, both ends included. */
    record Run(int row, int first, int last) {}

    Runs {
        runs = List.copyOf(runs);
    }

    /** Whatever they are and in whatever order, each cell once. */
    static Runs merged(Collection<Run> any) {
        List<Run> sorted = new ArrayList<>(any);
        sorted.sort(Comparator.comparingInt(Run::row).thenComparingInt(Run::first));
        List<Run> merged = new ArrayList<>();
        for (Run run : sorted) {
            Run before = merged.isEmpty() ? null : merged.getLast();
            if (before != null && before.row() == run.row() && run.first() <= before.last() + 1) {
                merged.set(merged.size() - 1, new Run(run.row(), before.first(), Math.max(before.last(), run.last())));
            } else {
                merged.add(run);
            }
        }
        return new Runs(merged);
    }

    static Runs union(Collection<Runs> all) {
        return merged(all.stream().flatMap(runs -> runs.runs().stream()).toList());
    }

    long count() {
        return runs.stream().mapToLong(run -> run.last() - run.first() + 1L).sum();
    }

    /**
     * Where these are among the cells of others, which are counted from 0 in order: ranges, the end not included.
     */
    List<int[]> within(Runs others) {
        List<int[]> ranges = new ArrayList<>();
        int base = 0;
        int i = 0;
        for (Run cell : others.runs) {
            while (i < runs.size() && isBefore(runs.get(i), cell)) {
                i++;
            }
            for (int j = i; j < runs.size() && !isBehind(runs.get(j), cell); j++) {
                int first = Math.max(runs.get(j).first(), cell.first());
                int last = Math.min(runs.get(j).last(), cell.last());
                ranges.add(new int[] {base + first - cell.first(), base + last - cell.first() + 1});
            }
            base += cell.last() - cell.first() + 1;
        }
        return ranges;
    }

    private static boolean isBefore(Run run, Run cell) {
        return run.row() < cell.row() || (run.row() == cell.row() && run.last() < cell.first());
    }

    private static boolean isBehind(Run run, Run cell) {
        return run.row() > cell.row() || (run.row() == cell.row() && run.first() > cell.last());
    }
}
