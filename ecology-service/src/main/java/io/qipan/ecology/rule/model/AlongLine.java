package io.qipan.ecology.rule.model;

import io.qipan.ecology.rule.model.Fit.Inside;
import io.qipan.ecology.rule.model.Fit.Outside;
import io.qipan.ecology.rule.model.Fit.Uncertain;
import java.util.Locale;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;

/** So many metres to each side of a line, as of a road or a railway. */
public record AlongLine(Text name, Corridor corridor, Text text) implements Place {

    @Override
    public Fit fit(Act act) {
        return act.point()
                .map(point -> fit(corridor.distanceM(point), act.uncertaintyM()))
                .orElseGet(() -> act.isFarFrom(corridor.bounds())
                        ? new Outside()
                        : new Uncertain(new Text(
                                "place: how far from " + name.en() + " it happened is not known",
                                "地点：与" + name.zh() + "的距离不明")));
    }

    private Fit fit(double distance, double uncertaintyM) {
        if (distance + uncertaintyM + corridor.accuracyM() <= corridor.halfWidthM()) {
            return new Inside(words("lies", "位于", distance));
        }
        return distance - uncertaintyM - corridor.accuracyM() <= corridor.halfWidthM()
                ? new Uncertain(words("may lie", "可能位于", distance))
                : new Outside();
    }

    private Text words(String verb, String zh, double distance) {
        String width = String.format(Locale.ROOT, "%.0f", corridor.halfWidthM());
        return new Text(
                "place: the act " + verb + " within " + width + " m of " + name.en() + ", about " + Math.round(distance)
                        + " m from it",
                "地点：该行为" + zh + name.zh() + "两侧" + width + "米内，距离约" + Math.round(distance) + "米");
    }

    @Override
    public Optional<Envelope> bounds() {
        return Optional.of(corridor.bounds());
    }
}
