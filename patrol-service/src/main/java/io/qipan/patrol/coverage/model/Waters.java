package io.qipan.patrol.coverage.model;

import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.FeatureVersion;
import io.qipan.patrol.position.model.Position;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.util.LinearComponentExtracter;
import org.locationtech.jts.index.strtree.STRtree;

/** Where boats belong by one revision of the grid: its waters, and the berths and slipways beside them. */
public final class Waters {
    /** Banks move with the level, and boats are pulled up on them. */
    private static final double NEAR_M = 100;

    private static final Set<FeatureKind> WATERS = EnumSet.of(FeatureKind.WATER, FeatureKind.WATERWAY);
    private static final Set<FeatureKind> HARBOURS = EnumSet.of(FeatureKind.BERTH, FeatureKind.SLIPWAY);

    private final Collection<FeatureVersion> features;
    private final Map<String, Long> versions = new TreeMap<>();
    /** Of them that somebody asked for; a fleet claims a few. */
    private final Map<Set<String>, Optional<Waters>> parts = new ConcurrentHashMap<>();

    private final STRtree areas = new STRtree();
    private final STRtree shores = new STRtree();

    /** From one place to the next; both the same for a point. */
    private record Shore(Coordinate from, Coordinate to) {

        double metresTo(Metric place) {
            double x1 = place.east(from);
            double y1 = place.north(from);
            double dx = place.east(to) - x1;
            double dy = place.north(to) - y1;
            double square = dx * dx + dy * dy;
            double along = square == 0 ? 0 : Math.clamp(-(x1 * dx + y1 * dy) / square, 0.0, 1.0);
            return Math.hypot(x1 + along * dx, y1 + along * dy);
        }
    }

    private Waters(Collection<FeatureVersion> versions) {
        features = List.copyOf(versions);
        for (FeatureVersion version : versions) {
            this.versions.put(version.feature().name(), version.validFrom());
            add(version.feature().geometry());
        }
        areas.build();
        shores.build();
    }

    /** Empty if the revision has no waters; berths alone say nothing of where water is. */
    static Optional<Waters> of(Collection<FeatureVersion> versions) {
        boolean isAny =
                versions.stream().anyMatch(one -> WATERS.contains(one.feature().kind()));
        return isAny
                ? Optional.of(new Waters(versions.stream()
                        .filter(one -> WATERS.contains(one.feature().kind())
                                || HARBOURS.contains(one.feature().kind()))
                        .toList()))
                : Optional.empty();
    }

    private void add(Geometry geometry) {
        if (geometry instanceof Polygonal) {
            IndexedPointInAreaLocator inside = new IndexedPointInAreaLocator(geometry);
            // Builds its index now, not when several threads ask.
            int ignored = inside.locate(geometry.getCoordinate());
            areas.insert(geometry.getEnvelopeInternal(), inside);
        }
        List<Coordinate[]> lines = new ArrayList<>();
        for (Object line : LinearComponentExtracter.getLines(geometry)) {
            lines.add(((LineString) line).getCoordinates());
        }
        if (lines.isEmpty()) {
            Coordinate point = geometry.getCoordinate();
            shores.insert(new Envelope(point), new Shore(point, point));
        }
        for (Coordinate[] corners : lines) {
            for (int i = 1; i < corners.length; i++) {
                shores.insert(new Envelope(corners[i - 1], corners[i]), new Shore(corners[i - 1], corners[i]));
            }
        }
    }

    /** Of the waters only those with these names, with all berths and slipways; empty if there are none of them. */
    public Optional<Waters> only(Set<String> names) {
        return parts.computeIfAbsent(
                Set.copyOf(names),
                wanted -> of(features.stream()
                        .filter(one -> !WATERS.contains(one.feature().kind())
                                || wanted.contains(one.feature().name()))
                        .toList()));
    }

    /** The first revision that has each feature like this, by name. */
    Map<String, Long> versions() {
        return versions;
    }

    /** Whether a place is so well known that it says anything about water. */
    public static boolean isSure(Position position) {
        return position.accuracyM() <= Track.LEAST_ACCURACY_M;
    }

    /** Whether a unit can be on no water and at no berth, even if it is at the near edge of its accuracy. */
    @SuppressWarnings("unchecked")
    public boolean isAshore(Position position) {
        Coordinate place =
                new Coordinate(position.wgs84().longitude(), position.wgs84().latitude());
        for (IndexedPointInAreaLocator inside : (List<IndexedPointInAreaLocator>) areas.query(new Envelope(place))) {
            if (inside.locate(place) != Location.EXTERIOR) {
                return false;
            }
        }
        double near = NEAR_M + position.accuracyM();
        Metric here = Metric.at(place);
        for (Shore shore : (List<Shore>) shores.query(Metric.around(new Envelope(place), near))) {
            if (shore.metresTo(here) <= near) {
                return false;
            }
        }
        return true;
    }
}
