package io.qipan.patrol.live;

import io.qipan.patrol.live.picture.Filter;
import io.qipan.patrol.live.picture.Placed;
import io.qipan.patrol.unit.model.LiveUnit;
import io.qipan.proto.patrol.v1.UnitUpdate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a watcher has been told, and what it is still to be told: of each unit the newest only, so that it never has more to
 * keep than there are units.
 */
final class View {
    private final Filter filter;
    private final Map<String, LiveUnit> told = new HashMap<>();
    /** Who waits longest comes first, also if something newer took its place. */
    private final Map<String, Placed> pending = new LinkedHashMap<>();

    View(Filter filter) {
        this.filter = filter;
    }

    /** Takes in what has changed, and says of how many units something older was waiting. */
    int take(Collection<Placed> changed) {
        int replaced = 0;
        for (Placed unit : changed) {
            String name = unit.name();
            if (pending.containsKey(name) || told.containsKey(name) || filter.includes(unit)) {
                replaced += pending.put(name, unit) == null ? 0 : 1;
            }
        }
        return replaced;
    }

    /** How many units may be to be told of. */
    int waiting() {
        return pending.size();
    }

    /** What to tell of the unit that has waited longest; empty if it is as it was when the watcher was told last. */
    Optional<UnitUpdate> next() {
        Iterator<Placed> units = pending.values().iterator();
        Placed unit = units.next();
        units.remove();
        if (!filter.includes(unit)) {
            return Optional.ofNullable(told.remove(unit.name())).map(known -> LiveMessages.left(unit.name()));
        }
        LiveUnit before = told.put(unit.name(), unit.live());
        if (before == null) {
            return Optional.of(LiveMessages.entered(unit.live().unit()));
        }
        return before.unit().equals(unit.live().unit())
                ? Optional.empty()
                : Optional.of(LiveMessages.update(before.unit(), unit.live().unit()));
    }
}
