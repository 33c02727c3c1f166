package io.qipan.ecology.chief.model;

import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.index.strtree.STRtree;

/** All jurisdictions there are and were, ready to tell from any number of threads what a point lies in at a time. */
public final class Borders {

    /**
     * A jurisdiction for as long as it was like this.
     *
     * @param until empty while it is
     */
    public record Stretch(Jurisdiction jurisdiction, Geometry ground, Instant from, Optional<Instant> until) {

        public boolean holdsAt(Instant time) {
            return !from.isAfter(time)
                    && until.filter(end -> !end.isAfter(time)).isEmpty();
        }

        public String name() {
            return jurisdiction.name();
        }
    }

    private record Key(String name, long fromRevision) {}

    private record Tile(Stretch stretch, IndexedPointInAreaLocator inside) {}

    private record Piece(Layer layer, long revision) {}

    private final List<JurisdictionRevision> revisions;
    private final Map<Key, Geometry> grounds = new HashMap<>();
    private final Map<String, List<Stretch>> byName = new HashMap<>();
    private final STRtree tree = new STRtree();
    private final Map<Piece, List<Gap>> gaps = new ConcurrentHashMap<>();

    private Borders(List<JurisdictionRevision> revisions) {
        this.revisions = revisions;
    }

    public static Borders none() {
        return of(List.of(), List.of(), Optional.empty());
    }

    /**
     * @param revisions from the first to the newest
     * @param known whose grounds need not be computed again
     */
    public static Borders of(
            List<JurisdictionRevision> revisions, Collection<JurisdictionVersion> versions, Optional<Borders> known) {
        Borders borders = new Borders(List.copyOf(revisions));
        versions.stream()
                .sorted(Comparator.comparing(version -> version.jurisdiction().name()))
                .forEach(version -> borders.add(version, known));
        borders.tree.build();
        return borders;
    }

    private void add(JurisdictionVersion version, Optional<Borders> known) {
        Jurisdiction jurisdiction = version.jurisdiction();
        Key key = new Key(jurisdiction.name(), version.fromRevision());
        Geometry ground = known.map(before -> before.grounds.get(key)).orElseGet(jurisdiction::ground);
        grounds.put(key, ground);
        Stretch stretch = new Stretch(
                jurisdiction,
                ground,
                effectiveFrom(version.fromRevision()),
                version.toRevision().map(this::effectiveFrom));
        byName.computeIfAbsent(jurisdiction.name(), name -> new ArrayList<>()).add(stretch);
        IndexedPointInAreaLocator inside = new IndexedPointInAreaLocator(ground);
        // Builds its index now, not in the first request.
        int ignored = inside.locate(ground.getCoordinate());
        tree.insert(ground.getEnvelopeInternal(), new Tile(stretch, inside));
    }

    private Instant effectiveFrom(long revision) {
        return revisions.get((int) revision - 1).effectiveFrom();
    }

    /** The number of the newest revision; 0 if there is none. */
    public long newest() {
        return revisions.size();
    }

    /** The revision that was valid then; 0 if there was none. */
    public long revisionAt(Instant time) {
        return revisions.stream()
                .filter(revision -> !revision.effectiveFrom().isAfter(time))
                .count();
    }

    public Optional<Stretch> find(String name, Instant at) {
        return byName.getOrDefault(name, List.of()).stream()
                .filter(stretch -> stretch.holdsAt(at))
                .findFirst();
    }

    /** In no order. */
    public Stream<Stretch> validAt(Instant time) {
        return byName.values().stream().flatMap(List::stream).filter(stretch -> stretch.holdsAt(time));
    }

    /** By name. */
    List<Stretch> of(Layer layer, Instant at) {
        return validAt(at)
                .filter(stretch -> stretch.jurisdiction().layer().equals(layer))
                .sorted(Comparator.comparing(Stretch::name))
                .toList();
    }

    /** Those that have the point inside; if none has, the one with the smallest name that has it on its border. By layer. */
    Map<Layer, List<Stretch>> at(Wgs84 place, Instant time) {
        Coordinate point = new Coordinate(place.longitude(), place.latitude());
        Map<Layer, List<Stretch>> inside = new HashMap<>();
        Map<Layer, Stretch> border = new HashMap<>();
        for (Tile tile : near(point)) {
            Stretch stretch = tile.stretch();
            if (stretch.holdsAt(time)) {
                Layer layer = stretch.jurisdiction().layer();
                // Exact: the side of an edge is computed with as many digits as it takes.
                switch (tile.inside().locate(point)) {
                    case Location.INTERIOR ->
                        inside.computeIfAbsent(layer, key -> new ArrayList<>()).add(stretch);
                    case Location.BOUNDARY ->
                        border.merge(layer, stretch, (a, b) -> a.name().compareTo(b.name()) < 0 ? a : b);
                    default -> {
                        // Only near.
                    }
                }
            }
        }
        inside.values().forEach(found -> found.sort(Comparator.comparing(Stretch::name)));
        border.forEach((layer, stretch) -> inside.putIfAbsent(layer, List.of(stretch)));
        return inside;
    }

    @SuppressWarnings("unchecked")
    private List<Tile> near(Coordinate point) {
        return tree.query(new Envelope(point));
    }

    /** Holes and overlaps of a layer, the largest first. Computed once for each revision. */
    List<Gap> gaps(Layer layer, Instant at) {
        return gaps.computeIfAbsent(new Piece(layer, revisionAt(at)), key -> new GapSearch(this, layer, at).gaps());
    }
}
