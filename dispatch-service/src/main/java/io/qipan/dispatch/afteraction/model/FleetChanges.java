package io.qipan.dispatch.afteraction.model;

import io.qipan.dispatch.recommend.model.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A fleet as it was not.
 *
 * @param out units that are not there
 * @param freed units whose commitment does not count
 * @param added units that are there as well
 */
public record FleetChanges(Set<String> out, Set<String> freed, List<Candidate> added) {
    public FleetChanges {
        out = Set.copyOf(out);
        freed = Set.copyOf(freed);
        added = List.copyOf(added);
    }

    public List<Candidate> applyTo(List<Candidate> units) {
        List<Candidate> changed = new ArrayList<>();
        for (Candidate unit : units) {
            if (!out.contains(unit.unit())) {
                changed.add(freed.contains(unit.unit()) ? unit.uncommitted() : unit);
            }
        }
        changed.addAll(added);
        return changed;
    }
}
