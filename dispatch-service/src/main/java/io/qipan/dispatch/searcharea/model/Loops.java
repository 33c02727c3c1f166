package io.qipan.dispatch.searcharea.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Walks around cells, which lie on the left. */
final class Loops {

    /** Where rows and columns meet. */
    private record Corner(int column, int row) {}

    private final Map<Corner, Deque<Corner>> edges = new LinkedHashMap<>();

    private Loops(Collection<int[]> cells) {
        Set<Corner> in = new HashSet<>();
        cells.forEach(cell -> in.add(new Corner(cell[1], cell[0])));
        for (int[] cell : cells) {
            int row = cell[0];
            int column = cell[1];
            edge(in, column, row - 1, new Corner(column, row), new Corner(column + 1, row));
            edge(in, column + 1, row, new Corner(column + 1, row), new Corner(column + 1, row + 1));
            edge(in, column, row + 1, new Corner(column + 1, row + 1), new Corner(column, row + 1));
            edge(in, column - 1, row, new Corner(column, row + 1), new Corner(column, row));
        }
    }

    /**
     * Columns and rows of the corners where the edge turns, the first one again at the end. No loop comes by a corner
     * twice.
     *
     * @param cells rows and columns
     */
    static List<List<int[]>> around(Collection<int[]> cells) {
        return new Loops(cells).walk();
    }

    private void edge(Set<Corner> in, int column, int row, Corner from, Corner to) {
        if (!in.contains(new Corner(column, row))) {
            from(from).add(to);
        }
    }

    private Deque<Corner> from(Corner corner) {
        return edges.computeIfAbsent(corner, _ -> new ArrayDeque<>());
    }

    private List<List<int[]>> walk() {
        List<List<int[]>> loops = new ArrayList<>();
        for (Corner start : List.copyOf(edges.keySet())) {
            while (!from(start).isEmpty()) {
                walk(start, loops);
            }
        }
        return loops;
    }

    private void walk(Corner start, List<List<int[]>> loops) {
        List<Corner> path = new ArrayList<>(List.of(start));
        Map<Corner, Integer> passed = new HashMap<>(Map.of(start, 0));
        while (!path.isEmpty()) {
            Corner next = from(path.getLast()).remove();
            Integer before = passed.get(next);
            if (before == null) {
                passed.put(next, path.size());
                path.add(next);
            } else {
                List<Corner> loop = path.subList(before, path.size());
                loops.add(turns(loop));
                loop.forEach(passed::remove);
                loop.clear();
                if (before > 0) {
                    passed.put(next, path.size());
                    path.add(next);
                }
            }
        }
    }

    private static List<int[]> turns(List<Corner> loop) {
        List<int[]> turns = new ArrayList<>();
        for (int i = 0; i < loop.size(); i++) {
            Corner before = loop.get((i + loop.size() - 1) % loop.size());
            Corner at = loop.get(i);
            Corner after = loop.get((i + 1) % loop.size());
            boolean straight = before.column() == after.column() || before.row() == after.row();
            if (!straight) {
                turns.add(new int[] {at.column(), at.row()});
            }
        }
        turns.add(turns.getFirst());
        return turns;
    }
}
