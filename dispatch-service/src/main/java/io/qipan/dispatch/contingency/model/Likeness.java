package io.qipan.dispatch.contingency.model;

import io.qipan.dispatch.duplicate.model.Words;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Distance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How alike a past incident is.
 *
 * @param points 0 to 3: type, place and words, each at most 1
 * @param reasons one line for each that speaks for it
 */
public record Likeness(Past past, double points, List<String> reasons) {
    /** Metres at which a place counts half. */
    private static final double NEAR_M = 1_000;

    /** What is less says nothing: it is 7 km away, or shares a word of ten. */
    private static final double LEAST = 0.125;

    /**
     * An incident that is compared.
     *
     * @param type code of its type
     */
    public record Told(String type, Optional<Wgs84> place, String words) {}

    /** @param plans codes of the plans that were activated for it */
    public record Past(IncidentId id, String number, Told told, Instant endedAt, List<String> plans) {
        public Past {
            plans = List.copyOf(plans);
        }
    }

    public Likeness {
        reasons = List.copyOf(reasons);
    }

    public static Likeness of(Told incident, Past past) {
        double points = 0;
        List<String> reasons = new ArrayList<>();
        if (incident.type().equals(past.told().type())) {
            points += 1;
            reasons.add("Both are " + incident.type());
        }
        Optional<Double> metres =
                incident.place().flatMap(here -> past.told().place().map(there -> Distance.metres(here, there)));
        double near = metres.map(apart -> NEAR_M / (NEAR_M + apart)).orElse(0.0);
        if (near >= LEAST) {
            points += near;
            reasons.add(String.format(Locale.ROOT, "%.0f m apart", metres.orElseThrow()));
        }
        Words one = Words.of(incident.words());
        Words other = Words.of(past.told().words());
        double said = one.likeness(other);
        if (said >= LEAST) {
            points += said;
            reasons.add("Both say "
                    + String.join(
                            ", ", one.shared(other).stream().sorted().limit(5).toList()));
        }
        return new Likeness(past, points, reasons);
    }
}
