package io.qipan.patrol.live;

import com.google.common.geometry.S2CellUnion;
import io.qipan.patrol.live.picture.Filter;
import io.qipan.patrol.live.picture.Placed;
import io.qipan.patrol.unit.model.LiveUnit;
import io.qipan.proto.patrol.v1.UnitUpdate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a watcher has been told, and what it is still to be told: of each unit the newest only, so that it never has more to
 * keep than there are units.
 */
final class View {
    private final Filter filter;
    private final Optional<S2CellUnion> cells;
    private final Map<String, LiveUnit> told = new HashMap<>();
    /** Who waits longest comes first, also if something newer took its place. Empty: the unit is not there any more. */
    private final Map<String, Optional<Placed>> pending = new LinkedHashMap<>();

    View(Filter filter) {
        this.filter = filter;
        this.cells = filter.cells();
    }

    /** Takes in one step, and says of how many units something older was waiting. */
    int take(Turn turn) {
        return takeAway(turn.gone()) + take(concerning(turn));
    }

    private Collection<Placed> concerning(Turn turn) {
        int known = told.size() + pending.size();
        if (cells.isEmpty() || turn.changed().size() <= known) {
            return turn.changed();
        }
        List<String> names = new ArrayList<>(known);
        names.addAll(told.keySet());
        names.addAll(pending.keySet());
        return turn.changed(cells.get(), names);
    }

    /** Takes in what has changed, and says of how many units something older was waiting. */
    int take(Collection<Placed> changed) {
        int replaced = 0;
        for (Placed unit : changed) {
            String name = unit.name();
            if (pending.containsKey(name) || told.containsKey(name) || filter.includes(unit)) {
                replaced += pending.put(name, Optional.of(unit)) == null ? 0 : 1;
            }
        }
        return replaced;
    }

    /** Takes in that units are not there any more, and says of how many something older was waiting. */
    int takeAway(Collection<String> gone) {
        int replaced = 0;
        for (String name : gone) {
            if (pending.containsKey(name) || told.containsKey(name)) {
                replaced += pending.put(name, Optional.empty()) == null ? 0 : 1;
            }
        }
        return replaced;
    }

    /** Takes in all units that there are; the others are not there any more. */
    int takeAll(Collection<Placed> all) {
        Set<String> gone = new HashSet<>(told.keySet());
        gone.addAll(pending.keySet());
        all.forEach(unit -> gone.remove(unit.name()));
        return take(all) + takeAway(gone);
    }

    /** How many units may be to be told of. */
    int waiting() {
        return pending.size();
    }

    /** What to tell of the unit that has waited longest; empty if it is as it was when the watcher was told last. */
    Optional<UnitUpdate> next() {
        Iterator<Map.Entry<String, Optional<Placed>>> units = pending.entrySet().iterator();
        Map.Entry<String, Optional<Placed>> next = units.next();
        units.remove();
        Optional<Placed> included = next.getValue().filter(filter::includes);
        return included.isPresent() ? next(included.get()) : left(next.getKey());
    }

    private Optional<UnitUpdate> left(String name) {
        return Optional.ofNullable(told.remove(name)).map(known -> LiveMessages.left(name));
    }

    private Optional<UnitUpdate> next(Placed unit) {
        LiveUnit before = told.put(unit.name(), unit.live());
        if (before == null) {
            return Optional.of(LiveMessages.entered(unit.live()));
        }
        return before.unit().equals(unit.live().unit())
                        && before.duty() == unit.live().duty()
                ? Optional.empty()
                : Optional.of(LiveMessages.update(before, unit.live()));
    }
}
