package io.qipan.patrol.live;

import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2CellUnion;
import io.qipan.patrol.live.picture.Easel.Drawn;
import io.qipan.patrol.live.picture.Placed;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A step from one picture to the next, so kept that a watcher of a small place need not look at all of it. */
final class Turn {
    private final long number;
    private final Map<String, Placed> changed;
    /** Those with a place. */
    private final List<Placed> alongTheCurve;

    private final Set<String> gone;

    private Turn(long number, Collection<Placed> changed, Set<String> gone) {
        this.number = number;
        this.changed = changed.stream().collect(Collectors.toUnmodifiableMap(Placed::name, unit -> unit));
        this.alongTheCurve = changed.stream()
                .filter(unit -> unit.point().isPresent())
                .sorted(Placed.ALONG_THE_CURVE)
                .toList();
        this.gone = Set.copyOf(gone);
    }

    static Turn to(Drawn drawn) {
        return new Turn(drawn.picture().number(), drawn.changed(), drawn.gone());
    }

    /** That of the next picture. */
    long number() {
        return number;
    }

    /** The units that are not as they were, as they are. */
    Collection<Placed> changed() {
        return changed.values();
    }

    /** Those of them that are somewhere in these cells, or are among the named, wherever they are. */
    Collection<Placed> changed(S2CellUnion cells, Collection<String> named) {
        Map<String, Placed> found = new HashMap<>();
        named.forEach(name -> Optional.ofNullable(changed.get(name)).ifPresent(unit -> found.put(name, unit)));
        for (S2CellId cell : cells) {
            long last = cell.rangeMax().id();
            for (int i = firstFrom(cell.rangeMin().id());
                    i < alongTheCurve.size()
                            && Long.compareUnsigned(alongTheCurve.get(i).curve(), last) <= 0;
                    i++) {
                found.put(alongTheCurve.get(i).name(), alongTheCurve.get(i));
            }
        }
        return found.values();
    }

    private int firstFrom(long curve) {
        int from = 0;
        int until = alongTheCurve.size();
        while (from < until) {
            int middle = (from + until) >>> 1;
            if (Long.compareUnsigned(alongTheCurve.get(middle).curve(), curve) < 0) {
                from = middle + 1;
            } else {
                until = middle;
            }
        }
        return from;
    }

    /** Names of units that are not there any more, as after a dump was restored. */
    Set<String> gone() {
        return gone;
    }
}
