package io.qipan.ecology.rule.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * Finds the rules that may touch an act without looking at the others: by its activity, and by the box in which it happened.
 * Asked from many threads at once.
 */
final class RuleIndex {

    /** A rule that may touch an act, and how it is about its activity. */
    record Candidate(WordedRule worded, Concern concern) {}

    /** The rules that are about one activity, or a kind of it. */
    private static final class Shelf {
        private final List<Candidate> all = new ArrayList<>();
        private final List<Candidate> unbounded = new ArrayList<>();
        private final STRtree bounded = new STRtree();

        void add(Candidate candidate) {
            all.add(candidate);
            candidate
                    .worded()
                    .rule()
                    .place()
                    .bounds()
                    .ifPresentOrElse(box -> bounded.insert(box, candidate), () -> unbounded.add(candidate));
        }

        List<Candidate> near(Envelope box) {
            List<Candidate> near = new ArrayList<>(unbounded);
            bounded.query(box, candidate -> near.add((Candidate) candidate));
            return near;
        }
    }

    private final Map<String, Shelf> shelves = new HashMap<>();

    RuleIndex(List<Activity> activities, List<WordedRule> rules) {
        for (Activity activity : activities) {
            Shelf shelf = new Shelf();
            for (WordedRule worded : rules) {
                Optional<Concern> concern = worded.rule().scope().concern(activity);
                concern.ifPresent(how -> shelf.add(new Candidate(worded, how)));
            }
            // Before it is shared between threads.
            shelf.bounded.build();
            shelves.put(activity.code(), shelf);
        }
    }

    /** What an answer says of activities. */
    Stream<Text> sentences() {
        return shelves.values().stream()
                .flatMap(shelf -> shelf.all.stream())
                .map(candidate -> candidate.concern().because());
    }

    List<Candidate> candidates(Act act) {
        Shelf shelf = shelves.get(act.activity().code());
        if (shelf == null) {
            return List.of();
        }
        return act.within().map(shelf::near).orElse(shelf.all);
    }
}
