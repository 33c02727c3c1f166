package io.qipan.ecology.rule.model;

import io.qipan.ecology.rule.model.Fit.Inside;
import io.qipan.ecology.rule.model.Fit.Outside;
import io.qipan.ecology.rule.model.Fit.Uncertain;
import io.qipan.runtime.place.Datum.Wgs84;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;

/**
 * Every fishery water of China. Only some waters are known here, so that a point beside all of them is uncertain: whether
 * there is a water at all, and on which side of the national border, is for a person to see.
 *
 * @param known the waters known to the rule set, all of them fishery waters of China
 */
public record AnyFisheryWater(List<Water> known, Text text) implements Place {
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
                China.mayHave(point, act.uncertaintyM())
                        ? new Uncertain(new Text(
                                "place: the rule holds in every fishery water of China; the point lies in none that is known here,"
                                        + " so see whether there is a water, and whether it is in China",
                                "地点：规则适用于中国所有渔业水域；该点不在本规则集已知水域内，须核实当地是否为渔业水域、是否在中国境内"))
                        : new Outside();
        };
    }

    @Override
    public Optional<Envelope> bounds() {
        return Optional.of(China.box());
    }
}
