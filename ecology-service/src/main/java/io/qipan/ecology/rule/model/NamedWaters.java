package io.qipan.ecology.rule.model;

import io.qipan.ecology.rule.model.Fit.Inside;
import io.qipan.ecology.rule.model.Fit.Outside;
import io.qipan.ecology.rule.model.Fit.Uncertain;
import io.qipan.runtime.place.Datum.Wgs84;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Envelope;

/** The waters that a rule names; at least one. */
public record NamedWaters(List<Water> waters, Text text) implements Place {

    public NamedWaters {
        waters = List.copyOf(waters);
    }

    /** Where the water was told, a point only has to fit it, which was seen to before: it is drawn too coarsely to doubt it. */
    @Override
    public Fit fit(Act act) {
        return act.water()
                .<Fit>map(told -> waters.contains(told) ? new Inside(told.said()) : new Outside())
                .orElseGet(() -> act.point()
                        .map(point -> best(waters, point, act.uncertaintyM()))
                        .orElseGet(() -> withoutPoint(act)));
    }

    /** Of the area that may have been told, at least its box is known. */
    private Fit withoutPoint(Act act) {
        boolean elsewhere = waters.stream()
                .allMatch(water -> water.bounds().map(act::isFarFrom).orElse(false));
        return elsewhere ? new Outside() : withoutAnyPlace();
    }

    @Override
    public Optional<Envelope> bounds() {
        Envelope all = new Envelope();
        for (Water water : waters) {
            Optional<Envelope> known = water.bounds();
            if (known.isEmpty()) {
                return Optional.empty();
            }
            all.expandToInclude(known.get());
        }
        return Optional.of(all);
    }

    /** The best fit, and among equals the nearest. */
    static Fit best(List<Water> waters, Wgs84 point, double uncertaintyM) {
        Envelope around = Box.around(point, uncertaintyM);
        Fit best = new Outside();
        double nearest = Double.MAX_VALUE;
        for (Water water : waters) {
            if (water.bounds().filter(bounds -> !bounds.intersects(around)).isPresent()) {
                continue;
            }
            Fit fit = water.fit(point, uncertaintyM);
            double away = water.distanceM(point);
            if (rank(fit) > rank(best) || rank(fit) == rank(best) && away < nearest) {
                best = fit;
                nearest = away;
            }
        }
        return best;
    }

    private static int rank(Fit fit) {
        return switch (fit) {
            case Inside _ -> 2;
            case Uncertain _ -> 1;
            case Outside _ -> 0;
        };
    }

    private Fit withoutAnyPlace() {
        return new Uncertain(new Text(
                "place: where it happened is not known; the rule holds in " + names().en(),
                "地点：行为地不明；规则适用于" + names().zh()));
    }

    private Text names() {
        return new Text(
                waters.stream().map(w -> w.label().en()).collect(Collectors.joining(", ")),
                waters.stream().map(w -> w.label().zh()).collect(Collectors.joining("、")));
    }
}
