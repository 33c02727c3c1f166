package io.qipan.patrol.grid.model;

import io.qipan.patrol.grid.model.Finding.Code;
import io.qipan.patrol.grid.model.Finding.Severity;
import io.qipan.runtime.place.Ground;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/** A feature has the parent that it names, and lies in it. */
final class ParentCheck {
    private static final double NOTHING_M = 0.001;
    private static final double STRIP_M = 1;

    private final Proposal proposal;
    private final Grid next;
    private final Map<String, Integer> indices;
    private final Map<String, PreparedGeometry> prepared = new HashMap<>();

    private ParentCheck(Proposal proposal) {
        this.proposal = proposal;
        this.next = proposal.next();
        this.indices = proposal.indices();
    }

    static List<Finding> check(Proposal proposal) {
        return new ParentCheck(proposal).findings();
    }

    private List<Finding> findings() {
        Set<FeatureKind> touched = proposal.touched();
        List<Finding> findings = new ArrayList<>();
        for (GridFeature feature : next.features().values()) {
            if (touched.contains(feature.kind())) {
                feature.parentName().flatMap(parent -> check(feature, parent)).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private Optional<Finding> check(GridFeature feature, String parentName) {
        Optional<GridFeature> parent = next.find(parentName);
        if (parent.isPresent()) {
            return outside(feature, parent.get());
        }
        boolean maybeUnread =
                feature.kind().parent().filter(proposal.incomplete()::contains).isPresent();
        return maybeUnread ? Optional.empty() : Optional.of(unknown(feature, parentName));
    }

    private int index(GridFeature feature) {
        return indices.getOrDefault(feature.name(), Finding.NOWHERE);
    }

    private Finding unknown(GridFeature feature, String parentName) {
        return Finding.error(
                        Code.UNKNOWN_PARENT,
                        index(feature),
                        "There would be no " + parentName + ". Import it first, or correct the code of the parent.")
                .of(feature.name())
                .at(feature.geometry().getCoordinate());
    }

    private Optional<Finding> outside(GridFeature feature, GridFeature parent) {
        PreparedGeometry area =
                prepared.computeIfAbsent(parent.name(), name -> PreparedGeometryFactory.prepare(parent.geometry()));
        if (area.covers(feature.geometry())) {
            return Optional.empty();
        }
        return switch (feature.kind().form()) {
            case AREA -> areaOutside(feature, parent);
            case LINE -> lineOutside(feature, parent);
            case POINT -> pointOutside(feature, parent);
        };
    }

    private Optional<Finding> areaOutside(GridFeature feature, GridFeature parent) {
        List<Polygon> pieces = Ground.pieces(rest(feature, parent));
        if (pieces.isEmpty()) {
            return Optional.empty();
        }
        double squareMetres = Ground.area(pieces);
        boolean strip = pieces.stream().allMatch(Ground::isStrip);
        Coordinate where = pieces.getFirst().getInteriorPoint().getCoordinate();
        return Optional.of(finding(feature, parent, Ground.words(squareMetres), where)
                .measuring(squareMetres)
                .atMost(strip ? Severity.WARNING : Severity.ERROR));
    }

    private Optional<Finding> lineOutside(GridFeature feature, GridFeature parent) {
        Geometry rest = rest(feature, parent);
        double metres = Ground.length(rest);
        if (metres < NOTHING_M) {
            return Optional.empty();
        }
        return Optional.of(finding(feature, parent, Math.round(metres) + " m", rest.getCoordinate())
                .atMost(metres < STRIP_M ? Severity.WARNING : Severity.ERROR));
    }

    private Optional<Finding> pointOutside(GridFeature feature, GridFeature parent) {
        double metres = Distances.metres(feature.geometry(), parent.geometry());
        if (metres < NOTHING_M) {
            return Optional.empty();
        }
        return Optional.of(finding(
                        feature,
                        parent,
                        "the point, by " + Math.round(metres) + " m,",
                        feature.geometry().getCoordinate())
                .atMost(metres < STRIP_M ? Severity.WARNING : Severity.ERROR));
    }

    private static Geometry rest(GridFeature feature, GridFeature parent) {
        return OverlayNGRobust.overlay(feature.geometry(), parent.geometry(), OverlayNG.DIFFERENCE);
    }

    private Finding finding(GridFeature feature, GridFeature parent, String what, Coordinate where) {
        return Finding.error(
                        Code.OUTSIDE_PARENT,
                        index(feature),
                        "Of " + feature.name() + " " + what + " lies outside of " + parent.name()
                                + ". Correct one of them, or name another parent.")
                .of(feature.name())
                .at(where);
    }
}
