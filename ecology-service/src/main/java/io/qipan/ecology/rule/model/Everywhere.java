package io.qipan.ecology.rule.model;

import io.qipan.ecology.rule.model.Fit.Inside;
import io.qipan.ecology.rule.model.Fit.Outside;
import io.qipan.ecology.rule.model.Fit.Uncertain;
import io.qipan.runtime.place.Datum.Wgs84;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;

/**
 * All of China. Its border is not drawn here: what lies in a known area or water does so in China, and what else lies in the
 * box of China's outermost points may lie in a neighbouring country.
 *
 * @param known what is drawn here
 */
public record Everywhere(KnownGround known, Text text) implements Place {

    @Override
    public Fit fit(Act act) {
        if (act.water().isPresent() || act.area().isPresent()) {
            return inside();
        }
        return act.point()
                .map(point -> fit(point, act.uncertaintyM()))
                .orElseGet(() -> new Uncertain(new Text(
                        "place: where it happened is not known; the rule holds in all of China", "地点：行为地不明；规则适用于全国")));
    }

    private Fit fit(Wgs84 point, double uncertaintyM) {
        if (!China.mayHave(point, uncertaintyM)) {
            return new Outside();
        }
        return known.has(point, uncertaintyM)
                ? inside()
                : new Uncertain(new Text(
                        "place: the rule holds in all of China; that the point lies in China is not known here for certain",
                        "地点：规则适用于全国；此处无法确认该点位于中国境内"));
    }

    private static Fit inside() {
        return new Inside(new Text("place: the rule holds in all of China", "地点：规则适用于全国"));
    }

    @Override
    public Optional<Envelope> bounds() {
        return Optional.of(China.box());
    }
}
