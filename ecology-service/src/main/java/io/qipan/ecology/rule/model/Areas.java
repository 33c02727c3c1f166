package io.qipan.ecology.rule.model;

import io.qipan.ecology.rule.model.Fit.Inside;
import io.qipan.ecology.rule.model.Fit.Outside;
import io.qipan.ecology.rule.model.Fit.Uncertain;
import io.qipan.runtime.place.Datum.Wgs84;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Envelope;

/** The areas that a rule names; at least one. */
public record Areas(List<Area> areas, Text text) implements Place {

    public Areas {
        areas = List.copyOf(areas);
    }

    /** An area of the same kind that was told decides; else the point does. */
    @Override
    public Fit fit(Act act) {
        return act.area()
                .filter(told -> areas.stream().anyMatch(area -> area.kind() == told.kind()))
                .map(told -> byName(told, act))
                .orElseGet(() -> byPoint(act));
    }

    private Fit byName(Area told, Act act) {
        for (Area area : areas) {
            if (told.isIn(area)) {
                return new Inside(new Text(
                        "place: the act is said to be in " + told.label().en(),
                        "地点：据称位于" + told.label().zh()));
            }
        }
        boolean reachesIn = areas.stream().anyMatch(area -> area.isIn(told));
        return reachesIn ? byPoint(act) : new Outside();
    }

    private Fit byPoint(Act act) {
        return act.point().map(point -> best(point, act.uncertaintyM())).orElseGet(() -> withoutPoint(act));
    }

    private Fit withoutPoint(Act act) {
        return bounds().map(act::isFarFrom).orElse(false) ? new Outside() : unknown();
    }

    private Fit best(Wgs84 point, double uncertaintyM) {
        Optional<Area> perhaps = Optional.empty();
        for (Area area : areas) {
            Truth has = has(area, point, uncertaintyM);
            if (has == Truth.YES) {
                return new Inside(new Text(
                        "place: the act lies in " + area.label().en(),
                        "地点：该行为位于" + area.label().zh() + "内"));
            }
            if (has == Truth.UNKNOWN && perhaps.isEmpty()) {
                perhaps = Optional.of(area);
            }
        }
        return perhaps.<Fit>map(Areas::perhaps).orElse(new Outside());
    }

    /** What lies outside of the area around it lies outside of it; more is not known of one that is not drawn. */
    private static Truth has(Area area, Wgs84 point, double uncertaintyM) {
        Truth drawn =
                area.nearestShape().map(shape -> shape.has(point, uncertaintyM)).orElse(Truth.UNKNOWN);
        return area.shape().isEmpty() && drawn == Truth.YES ? Truth.UNKNOWN : drawn;
    }

    private static Fit perhaps(Area area) {
        return new Uncertain(area.shape()
                .map(shape -> new Text(
                        "place: the act may lie in " + area.label().en() + ": it is near the border, which is drawn to "
                                + Math.round(shape.accuracyM() / 1000) + " km; name the area to be certain",
                        "地点：该行为可能位于" + area.label().zh() + "内：接近边界，边界精度约" + Math.round(shape.accuracyM() / 1000)
                                + "公里；请直接指明所在区域"))
                .orElseGet(() -> new Text(
                        "place: where " + area.label().en() + " lies is not drawn here; name the area to be certain",
                        "地点：" + area.label().zh() + "的范围未绘制；请直接指明所在区域")));
    }

    private Fit unknown() {
        return new Uncertain(new Text(
                "place: where it happened is not known well enough; the rule holds in "
                        + areas.stream().map(a -> a.label().en()).collect(Collectors.joining(", ")),
                "地点：行为地不够明确；规则适用于" + areas.stream().map(a -> a.label().zh()).collect(Collectors.joining("、"))));
    }

    @Override
    public Optional<Envelope> bounds() {
        Envelope all = new Envelope();
        for (Area area : areas) {
            Optional<AreaShape> drawn = area.nearestShape();
            if (drawn.isEmpty()) {
                return Optional.empty();
            }
            all.expandToInclude(drawn.get().bounds());
        }
        return Optional.of(all);
    }
}
