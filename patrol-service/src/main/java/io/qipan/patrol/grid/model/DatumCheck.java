package io.qipan.patrol.grid.model;

import io.qipan.patrol.grid.model.FeatureKind.Form;
import io.qipan.patrol.grid.model.Finding.Code;
import io.qipan.runtime.place.Distance;
import io.qipan.runtime.place.Ground;
import io.qipan.runtime.place.MapDatum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * Suspects a document that was drawn in another datum than the request says: read in that one it would lie beside the present
 * features of the same names, or within its parents, and as it is it lies clearly off. Datums are 100 to 1,200 m apart.
 */
final class DatumCheck {
    private static final double CLEARLY_OFF_M = 50;
    /** Parents are often drawn more coarsely than children, which puts even the right datum off by 100 m and more. */
    private static final double CLEARLY_BETTER = 2;
    /** How little of a parent may be missing or too much for its children to have its middle. */
    private static final double COVERED = 0.02;
    /** Enough to tell, and the rest may be many. */
    private static final int LOOKED_AT = 200;

    /** A feature, and what it is expected to lie upon or within. */
    private record Pair(Draft draft, Geometry expected) {}

    /** A parent, and all that is drawn within it. */
    private record Family(Geometry parent, List<Draft> children) {}

    private DatumCheck() {}

    static Optional<Finding> check(Proposal proposal) {
        List<Pair> known = beside(proposal);
        if (!known.isEmpty()) {
            return suspect(proposal.datum(), datum -> shift(known, datum), "the present features of the same codes");
        }
        List<Pair> within = within(proposal);
        if (within.isEmpty()) {
            return Optional.empty();
        }
        // The same for all datums, of which otherwise one without any would seem to fit best.
        List<Family> families = covered(within, proposal.datum());
        return suspect(proposal.datum(), datum -> reach(within, datum), "the parents")
                .or(() -> families.isEmpty()
                        ? Optional.empty()
                        : suspect(proposal.datum(), datum -> astray(families, datum), "the middle of the parents"));
    }

    private static List<Pair> beside(Proposal proposal) {
        List<Pair> pairs = new ArrayList<>();
        for (Draft draft : proposal.drafts()) {
            proposal.present()
                    .find(draft.feature().name())
                    .ifPresent(present -> pairs.add(new Pair(draft, present.geometry())));
        }
        return pairs.subList(0, Math.min(LOOKED_AT, pairs.size()));
    }

    private static List<Pair> within(Proposal proposal) {
        List<Pair> pairs = new ArrayList<>();
        for (Draft draft : proposal.drafts()) {
            GridFeature feature = draft.feature();
            boolean parentStays =
                    feature.kind().parent().filter(proposal.kinds()::contains).isEmpty();
            if (feature.kind().form() == Form.AREA && parentStays) {
                feature.parentName()
                        .flatMap(proposal.present()::find)
                        .ifPresent(parent -> pairs.add(new Pair(draft, parent.geometry())));
            }
        }
        return pairs.subList(0, Math.min(LOOKED_AT, pairs.size()));
    }

    private static Optional<Finding> suspect(MapDatum declared, ToDoubleFunction<MapDatum> off, String what) {
        double offNow = off.applyAsDouble(declared);
        if (offNow < CLEARLY_OFF_M) {
            return Optional.empty();
        }
        return Arrays.stream(MapDatum.values())
                .filter(datum -> datum != declared)
                .min(Comparator.comparingDouble(off))
                .filter(datum -> off.applyAsDouble(datum) * CLEARLY_BETTER < offNow)
                .map(datum -> Finding.warning(
                        Code.WRONG_DATUM,
                        Finding.NOWHERE,
                        String.format(
                                Locale.ROOT,
                                "Read as %s the layer lies about %.0f m off %s, read as %s about %.0f m. Maybe its datum is"
                                        + " %s.",
                                declared,
                                offNow,
                                what,
                                datum,
                                off.applyAsDouble(datum),
                                datum)));
    }

    /** The median of how far the middles have moved. */
    private static double shift(List<Pair> pairs, MapDatum datum) {
        double[] metres = pairs.stream()
                .mapToDouble(pair -> {
                    Coordinate now =
                            datum.toWgs84(pair.draft().drawn()).getCentroid().getCoordinate();
                    Coordinate before = pair.expected().getCentroid().getCoordinate();
                    return Distance.metres(Ground.point(now), Ground.point(before));
                })
                .sorted()
                .toArray();
        return metres[metres.length / 2];
    }

    /** How wide what reaches out of the parents is on average. */
    private static double reach(List<Pair> pairs, MapDatum datum) {
        double squareMetres = 0;
        double around = 0;
        for (Pair pair : pairs) {
            Geometry outside =
                    OverlayNGRobust.overlay(datum.toWgs84(pair.draft().drawn()), pair.expected(), OverlayNG.DIFFERENCE);
            squareMetres += Ground.area(outside);
            around += Ground.length(outside);
        }
        return around == 0 ? 0 : 2 * squareMetres / around;
    }

    /** Those whose children cover the parent, read in the datum that the request says. */
    private static List<Family> covered(List<Pair> pairs, MapDatum declared) {
        IdentityHashMap<Geometry, List<Draft>> children = new IdentityHashMap<>();
        pairs.forEach(pair -> children.computeIfAbsent(pair.expected(), parent -> new ArrayList<>())
                .add(pair.draft()));
        return children.entrySet().stream()
                .map(family -> new Family(family.getKey(), family.getValue()))
                .filter(family -> covers(read(family, declared), family.parent()))
                .toList();
    }

    private static List<Geometry> read(Family family, MapDatum datum) {
        return family.children().stream()
                .map(child -> datum.toWgs84(child.drawn()))
                .toList();
    }

    /**
     * The median of how far the middle of all children is from that of their parent: where both are drawn coarsely, what reaches
     * out says little, and in the middle it evens out.
     *
     * @param families at least one
     */
    private static double astray(List<Family> families, MapDatum datum) {
        double[] metres = families.stream()
                .mapToDouble(family -> Distance.metres(
                        Ground.point(middle(read(family, datum))),
                        Ground.point(family.parent().getCentroid().getCoordinate())))
                .sorted()
                .toArray();
        return metres[metres.length / 2];
    }

    private static boolean covers(List<Geometry> children, Geometry parent) {
        double share = children.stream().mapToDouble(Geometry::getArea).sum() / parent.getArea();
        return Math.abs(share - 1) < COVERED;
    }

    private static Coordinate middle(List<Geometry> areas) {
        double all = 0;
        double x = 0;
        double y = 0;
        for (Geometry area : areas) {
            Coordinate middle = area.getCentroid().getCoordinate();
            all += area.getArea();
            x += middle.x * area.getArea();
            y += middle.y * area.getArea();
        }
        return new Coordinate(x / all, y / all);
    }
}
