package io.qipan.ecology.rule.model;

import static java.lang.Math.cos;
import static java.lang.Math.max;
import static java.lang.Math.toRadians;

import io.qipan.ecology.rule.model.Fit.Inside;
import io.qipan.ecology.rule.model.Fit.Outside;
import io.qipan.ecology.rule.model.Fit.Uncertain;
import io.qipan.runtime.place.Datum.Wgs84;
import java.util.List;

/**
 * Every fishery water of China. Only some waters are known here, so that a point beside all of them is uncertain: whether
 * there is a water at all, and on which side of the national border, is for a person to see.
 *
 * @param known the waters known to the rule set, all of them fishery waters of China
 */
public record AnyFisheryWater(List<Water> known, Text text) implements Place {
    /** The box of the outermost points of China; neighbours lie in it too. */
    private static final double SOUTH = 3.8;

    private static final double NORTH = 53.6;
    private static final double WEST = 73.5;
    private static final double EAST = 135.1;
    private static final double METRES_PER_DEGREE = 111_000;

    public AnyFisheryWater {
        known = List.copyOf(known);
    }

    @Override
    public Fit fit(Act act) {
        return act.water()
                .<Fit>map(told -> new Inside(new Text(
                        told.said().en() + ", a fishery water", told.said().zh() + "，属渔业水域")))
                .orElseGet(() -> act.point()
                        .map(point -> fit(act, point))
                        .orElseGet(() -> new Uncertain(new Text(
                                "place: where it happened is not known; the rule holds in every fishery water of China",
                                "地点：行为地不明；规则适用于中国所有渔业水域"))));
    }

    private Fit fit(Act act, Wgs84 point) {
        return switch (NamedWaters.best(known, point, act.uncertaintyM())) {
            case Inside inside -> inside;
            case Uncertain uncertain -> uncertain;
            case Outside _ ->
                mayBeInChina(point, act.uncertaintyM())
                        ? new Uncertain(new Text(
                                "place: the rule holds in every fishery water of China; the point lies in none that is known here,"
                                        + " so see whether there is a water, and whether it is in China",
                                "地点：规则适用于中国所有渔业水域；该点不在本规则集已知水域内，须核实当地是否为渔业水域、是否在中国境内"))
                        : new Outside();
        };
    }

    private static boolean mayBeInChina(Wgs84 point, double uncertaintyM) {
        double north = uncertaintyM / METRES_PER_DEGREE;
        double east = north / max(0.01, cos(toRadians(point.latitude())));
        return point.latitude() >= SOUTH - north
                && point.latitude() <= NORTH + north
                && point.longitude() >= WEST - east
                && point.longitude() <= EAST + east;
    }
}
