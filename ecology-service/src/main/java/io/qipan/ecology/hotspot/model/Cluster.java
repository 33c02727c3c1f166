package io.qipan.ecology.hotspot.model;

import io.qipan.ecology.clue.model.Estimate;
import io.qipan.ecology.clue.model.Estimate.Confidence;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Distance;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/** Detections that belong together. Never empty. */
public record Cluster(List<Hotspot> hotspots) {
    /** Half the edge of a MODIS pixel at nadir; wider towards the ends of the swath, narrower with VIIRS. */
    private static final double PIXEL_M = 500;

    public Cluster {
        hotspots = hotspots.stream()
                .sorted(Comparator.comparing(Hotspot::acquiredAt).thenComparing(h -> h.id().toString()))
                .toList();
        if (hotspots.isEmpty()) {
            throw new IllegalArgumentException("A cluster has detections");
        }
    }

    public Instant firstAt() {
        return hotspots.getFirst().acquiredAt();
    }

    /** Not across the date line, where nobody of ours is. */
    public Wgs84 middle() {
        Coordinate middle = new GeometryFactory()
                .createMultiPointFromCoords(hotspots.stream()
                        .map(Hotspot::point)
                        .map(at -> new Coordinate(at.longitude(), at.latitude()))
                        .toArray(Coordinate[]::new))
                .getCentroid()
                .getCoordinate();
        return new Wgs84(middle.y, middle.x);
    }

    /** Metres from the middle that cover every detection. */
    public double radiusM() {
        Wgs84 middle = middle();
        return PIXEL_M
                + hotspots.stream()
                        .mapToDouble(hotspot -> Distance.metres(middle, hotspot.point()))
                        .max()
                        .orElse(0);
    }

    /**
     * As sure as the surest detection; and a step surer, if it was seen at two times at least, because one glint or one fault of an
     * instrument does not come again at the same place.
     */
    public Estimate estimate() {
        Confidence surest = hotspots.stream()
                .map(Hotspot::confidence)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        long passes = hotspots.stream().map(Hotspot::acquiredAt).distinct().count();
        Confidence confidence = passes > 1 && surest == Confidence.LOW ? Confidence.NOMINAL : surest;
        return new Estimate(
                confidence,
                String.format(
                        Locale.ROOT,
                        "%s, of which the surest is %s, in %s by %s",
                        counted(hotspots.size(), "detection"),
                        surest,
                        counted(passes, "pass"),
                        satellites()));
    }

    /** For people. */
    public String summary() {
        double strongest = hotspots.stream().mapToDouble(Hotspot::frpMw).max().orElse(0);
        return String.format(
                Locale.ROOT,
                "Heat seen from space: %s by %s from %s to %s, the strongest with %.1f MW, within %.1f km",
                counted(hotspots.size(), "detection"),
                satellites(),
                firstAt(),
                hotspots.getLast().acquiredAt(),
                strongest,
                radiusM() / 1_000);
    }

    private String satellites() {
        return hotspots.stream().map(Hotspot::satellite).collect(Collectors.toCollection(TreeSet::new)).stream()
                .limit(5)
                .collect(Collectors.joining(", "));
    }

    private static String counted(long count, String what) {
        return count + " " + (count == 1 ? what : what + (what.endsWith("s") ? "es" : "s"));
    }
}
