package io.qipan.ecology.rule.model;

import io.qipan.runtime.place.Datum.Wgs84;
import java.util.List;
import org.locationtech.jts.index.strtree.STRtree;

/** The areas and waters of a rule set, all of them in China. Asked from many threads at once. */
public final class KnownGround {
    private final STRtree areas = new STRtree();
    private final List<Water> waters;

    public KnownGround(List<Area> areas, List<Water> waters) {
        areas.forEach(area -> area.shape().ifPresent(shape -> this.areas.insert(shape.bounds(), shape)));
        // Before it is shared between threads.
        this.areas.build();
        this.waters = List.copyOf(waters);
    }

    /** Whether what happened around the point did so, for certain, in one of them. */
    boolean has(Wgs84 point, double uncertaintyM) {
        boolean[] found = {false};
        areas.query(Box.around(point, uncertaintyM), shape -> {
            found[0] = found[0] || ((AreaShape) shape).has(point, uncertaintyM) == Truth.YES;
        });
        return found[0] || NamedWaters.best(waters, point, uncertaintyM) instanceof Fit.Inside;
    }
}
