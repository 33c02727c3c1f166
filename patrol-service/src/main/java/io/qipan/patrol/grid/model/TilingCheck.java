package io.qipan.patrol.grid.model;

import io.qipan.patrol.grid.model.Finding.Code;
import io.qipan.patrol.grid.model.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/** Cities, zones and cells share no ground, and leave none over within their parent. */
final class TilingCheck {
    private final Proposal proposal;
    private final Grid next;
    private final Map<String, Integer> indices;
    private final List<Finding> findings = new ArrayList<>();

    private TilingCheck(Proposal proposal) {
        this.proposal = proposal;
        this.next = proposal.next();
        this.indices = proposal.indices();
    }

    static List<Finding> check(Proposal proposal) {
        return new TilingCheck(proposal).findings();
    }

    private List<Finding> findings() {
        for (FeatureKind kind : FeatureKind.values()) {
            if (kind.tiles() && proposal.kinds().contains(kind)) {
                overlaps(next.ofKind(kind));
            }
            if (kind.needsParent() && proposal.touched().contains(kind)) {
                kind.parent().ifPresent(parents -> next.ofKind(parents).forEach(parent -> leftOver(parent, kind)));
            }
        }
        return findings;
    }

    private void overlaps(List<GridFeature> features) {
        STRtree tree = new STRtree();
        features.forEach(feature -> tree.insert(feature.geometry().getEnvelopeInternal(), feature));
        for (GridFeature feature : features) {
            for (Object found : tree.query(feature.geometry().getEnvelopeInternal())) {
                GridFeature neighbour = (GridFeature) found;
                // Each pair once.
                if (feature.code().compareTo(neighbour.code()) < 0) {
                    overlap(feature, neighbour);
                }
            }
        }
    }

    private void overlap(GridFeature one, GridFeature other) {
        List<Polygon> shared =
                Ground.pieces(OverlayNGRobust.overlay(one.geometry(), other.geometry(), OverlayNG.INTERSECTION));
        if (shared.isEmpty()) {
            return;
        }
        double squareMetres = Ground.area(shared);
        boolean strip = shared.stream().allMatch(Ground::isStrip);
        findings.add(Finding.error(
                        Code.OVERLAP,
                        index(one),
                        one.name() + " and " + other.name() + " (feature " + index(other) + ") share "
                                + Ground.words(squareMetres) + " in " + shared.size()
                                + (shared.size() == 1 ? " piece" : " pieces")
                                + ", the largest of it here. Draw their border along the same positions.")
                .of(one.name())
                .at(shared.getFirst().getInteriorPoint().getCoordinate())
                .measuring(squareMetres)
                .atMost(strip ? Severity.WARNING : Severity.ERROR));
    }

    private int index(GridFeature feature) {
        return indices.getOrDefault(feature.name(), Finding.NOWHERE);
    }

    private void leftOver(GridFeature parent, FeatureKind kind) {
        List<Geometry> children = next.childrenOf(parent)
                .filter(child -> child.kind() == kind)
                .map(GridFeature::geometry)
                .toList();
        // A parent without children is not drawn yet; one whose children cannot all be read would only seem to have
        // holes.
        if (children.isEmpty() || proposal.incomplete().contains(kind)) {
            return;
        }
        Geometry covered = OverlayNGRobust.union(children);
        Geometry rest = OverlayNGRobust.overlay(parent.geometry(), covered, OverlayNG.DIFFERENCE);
        Geometry filled = withoutHoles(covered);
        for (Polygon piece : Ground.pieces(rest)) {
            boolean surrounded = filled.contains(piece.getInteriorPoint());
            findings.add(surrounded ? hole(parent, kind, piece) : uncovered(parent, kind, piece));
        }
    }

    private static Geometry withoutHoles(Geometry area) {
        List<Geometry> filled = new ArrayList<>();
        for (Object polygon : PolygonExtracter.getPolygons(area)) {
            filled.add(area.getFactory().createPolygon(((Polygon) polygon).getExteriorRing()));
        }
        return OverlayNGRobust.union(filled);
    }

    private Finding hole(GridFeature parent, FeatureKind kind, Polygon piece) {
        double squareMetres = Ground.area(piece);
        return at(
                piece,
                Finding.error(
                                Code.HOLE,
                                index(parent),
                                "A hole of " + Ground.words(squareMetres) + " in " + parent.name() + " belongs to no "
                                        + kind + ". Draw those around it along the same positions, or fill it.")
                        .of(parent.name())
                        .atMost(Ground.isStrip(piece) ? Severity.WARNING : Severity.ERROR));
    }

    private Finding uncovered(GridFeature parent, FeatureKind kind, Polygon piece) {
        double squareMetres = Ground.area(piece);
        return at(
                piece,
                Finding.warning(
                                Code.UNCOVERED,
                                index(parent),
                                Ground.words(squareMetres) + " at the border of " + parent.name() + " belong to no "
                                        + kind + ". Nobody patrols there; draw the border again if that is not meant.")
                        .of(parent.name()));
    }

    private static Finding at(Polygon piece, Finding finding) {
        return finding.at(piece.getInteriorPoint().getCoordinate()).measuring(Ground.area(piece));
    }
}
