package io.qipan.ecology.rule.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * Finds the rules that may touch an act without looking at the others: by its activity, and by the box of its point. Asked from
 * many threads at once.
 */
final class RuleIndex {

    /** The rules that are about one activity. */
    private static final class Shelf {
        private final List<Rule> all = new ArrayList<>();
        private final List<Rule> unbounded = new ArrayList<>();
        private final STRtree bounded = new STRtree();

        void add(Rule rule) {
            all.add(rule);
            rule.place().bounds().ifPresentOrElse(box -> bounded.insert(box, rule), () -> unbounded.add(rule));
        }

        List<Rule> near(Envelope box) {
            List<Rule> near = new ArrayList<>(unbounded);
            bounded.query(box, rule -> near.add((Rule) rule));
            return near;
        }
    }

    private final Map<String, Shelf> shelves = new HashMap<>();

    RuleIndex(List<Activity> activities, List<Rule> rules) {
        for (Activity activity : activities) {
            Shelf shelf = new Shelf();
            rules.stream().filter(rule -> rule.scope().includes(activity)).forEach(shelf::add);
            // Before it is shared between threads.
            shelf.bounded.build();
            shelves.put(activity.code(), shelf);
        }
    }

    List<Rule> candidates(Act act) {
        Shelf shelf = shelves.get(act.activity().code());
        if (shelf == null) {
            return List.of();
        }
        return act.isPointOnly() ? shelf.near(Box.around(act.point().orElseThrow(), act.uncertaintyM())) : shelf.all;
    }
}
