package io.qipan.ecology.rule.model;

import io.qipan.runtime.place.Datum.Wgs84;
import java.util.Locale;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;

/**
 * A river, a reach of one, or a lake, that rules can name.
 *
 * @param corridor where it lies; empty if it is known by name only
 * @param within the area in which it lies; never empty of what is not drawn
 */
public record Water(String code, Text name, Optional<Corridor> corridor, Optional<Area> within) {

    public Water(String code, Text name, Corridor corridor) {
        this(code, name, Optional.of(corridor), Optional.empty());
    }

    public boolean isDrawn() {
        return corridor.isPresent();
    }

    /** Outside of this box of degrees nothing lies in it; empty if none is known. */
    Optional<Envelope> bounds() {
        return corridor.map(Corridor::bounds)
                .or(() -> within.flatMap(Area::nearestShape).map(AreaShape::bounds));
    }

    /** From its line; as far as can be if there is none. */
    double distanceM(Wgs84 point) {
        return corridor.map(line -> line.distanceM(point)).orElse(Double.MAX_VALUE);
    }

    /**
     * Whether something that happened around the point happened in this water. It did for certain only where neither the
     * uncertainty of the point nor that of the line leads over the border.
     *
     * @param uncertaintyM metres around the point within which it happened
     */
    public Fit fit(Wgs84 point, double uncertaintyM) {
        return corridor.map(drawn -> fit(drawn, point, uncertaintyM)).orElseGet(() -> undrawn(point, uncertaintyM));
    }

    /** More is not known than that it lies in the area. */
    private Fit undrawn(Wgs84 point, double uncertaintyM) {
        boolean elsewhere = within.flatMap(Area::nearestShape)
                .map(shape -> shape.has(point, uncertaintyM) == Truth.NO)
                .orElse(false);
        return elsewhere
                ? new Fit.Outside()
                : new Fit.Uncertain(new Text(
                        "place: where " + label().en() + " lies is not drawn here; name the water to be certain",
                        "地点：" + label().zh() + "的范围未绘制；请直接指明所在水域"));
    }

    private Fit fit(Corridor corridor, Wgs84 point, double uncertaintyM) {
        double distance = corridor.distanceM(point);
        if (distance + uncertaintyM + corridor.accuracyM() <= corridor.halfWidthM()) {
            return new Fit.Inside(inside(corridor, distance));
        }
        if (distance - uncertaintyM <= corridor.halfWidthM()) {
            return new Fit.Uncertain(uncertain(corridor, distance, uncertaintyM));
        }
        return new Fit.Outside();
    }

    /** That somebody who was there says so, for an act in this water. */
    Text said() {
        return new Text("place: the act is said to be in " + label().en(), "地点：据称位于" + label().zh());
    }

    /** Its name and code, for a sentence. */
    Text label() {
        return new Text(name.en() + " (" + code + ")", name.zh() + "（" + code + "）");
    }

    private Text inside(Corridor corridor, double distance) {
        Text drawn = drawn(corridor);
        return new Text(
                "place: the act lies in " + label().en() + ", " + km(distance) + " km from its line; " + drawn.en(),
                "地点：该行为位于" + label().zh() + "内，距其中心线" + km(distance) + "公里；" + drawn.zh());
    }

    private Text uncertain(Corridor corridor, double distance, double uncertaintyM) {
        Text drawn = drawn(corridor);
        return new Text(
                "place: the act may lie in " + label().en() + ": the point is " + km(distance)
                        + " km from its line and uncertain by " + km(uncertaintyM) + " km; " + drawn.en(),
                "地点：该行为可能位于" + label().zh() + "内：该点距其中心线" + km(distance) + "公里，误差" + km(uncertaintyM) + "公里；"
                        + drawn.zh());
    }

    private static Text drawn(Corridor corridor) {
        String width = km(corridor.halfWidthM());
        String accuracy = km(corridor.accuracyM());
        boolean neverCertain = corridor.accuracyM() >= corridor.halfWidthM();
        return new Text(
                "its place is approximate: " + width + " km to each side of a line drawn by hand, accurate to about "
                        + accuracy + " km" + (neverCertain ? ", so that no point lies in it for certain" : ""),
                "水域范围为概略范围：手绘中心线两侧各" + width + "公里，精度约" + accuracy + "公里" + (neverCertain ? "，因此任何点位均不能确认位于其内" : ""));
    }

    private static String km(double metres) {
        return String.format(Locale.ROOT, "%.1f", metres / 1000);
    }
}
