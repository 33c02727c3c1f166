package io.qipan.launcher.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All that a recording tells as one stream in the order of its times.
 *
 * @param tasks a task comes after every task it depends on
 * @param diversions units that were sent elsewhere before they were free
 * @param neverFree orders that no line of the file ends
 */
record Plan(List<Task> tasks, List<Diversion> diversions, List<NeverFree> neverFree) {

    Plan {
        tasks = List.copyOf(tasks);
        diversions = List.copyOf(diversions);
        neverFree = List.copyOf(neverFree);
    }

    static Plan of(Recording recording) {
        return new Merge(recording).run();
    }

    /**
     * @param freeAt when the file says that the unit was done with the first call, if it says so
     */
    record Diversion(
            String unit,
            String fromCall,
            Instant sentAt,
            String toCall,
            Instant divertedAt,
            Optional<Instant> freeAt) {}

    /**
     * @param takenFor the call for which the unit was taken from this one; without it the order stays open
     */
    record NeverFree(long line, String unit, String call, Optional<String> takenFor) {}

    /** For each task the tasks that must be done before it: those that last touched one of its keys. */
    List<List<Integer>> predecessors() {
        Map<String, Integer> last = new HashMap<>();
        List<List<Integer>> result = new ArrayList<>(tasks.size());
        for (int i = 0; i < tasks.size(); i++) {
            SortedSet<Integer> before = new TreeSet<>();
            for (String key : tasks.get(i).keys()) {
                Integer previous = last.put(key, i);
                if (previous != null) {
                    before.add(previous);
                }
            }
            result.add(List.copyOf(before));
        }
        return result;
    }
}
