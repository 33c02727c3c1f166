package io.qipan.dispatch.gazetteer.model;

import io.qipan.dispatch.gazetteer.model.Question.Near;
import io.qipan.runtime.place.Distance;
import java.util.Locale;
import java.util.Optional;

/** What is known beside the words, and how much it lowers the score of a place that does not go with it. Rules out nothing. */
record Context(String district, Optional<Near> near) {
    private static final double ELSEWHERE = 0.85;
    /** People name what they see, and see so far. */
    private static final double SIGHT_M = 2_000;
    /** Nothing counts for less because it is further away still. */
    private static final double FAR_M = 50_000;

    /** A factor, and why it is not 1. */
    record Verdict(double factor, String reason) {}

    Verdict of(Known known) {
        double factor = 1;
        StringBuilder reason = new StringBuilder();
        if (!district.isEmpty() && !isWithin(known.place())) {
            factor *= ELSEWHERE;
            reason.append("; not in district ").append(district);
        }
        Optional<Spot> spot = known.spot();
        if (near.isPresent() && spot.isPresent()) {
            double metres = Distance.metres(near.get().point(), spot.get().point());
            double over = metres - near.get().radiusM() - spot.get().radiusM() - SIGHT_M;
            if (over > 0) {
                factor *= 1 - (1 - ELSEWHERE) * Math.min(1, over / FAR_M);
                reason.append(String.format(Locale.ROOT, "; %.1f km away", metres / 1_000));
            }
        }
        return new Verdict(factor, reason.toString());
    }

    private boolean isWithin(Place place) {
        return place.district().startsWith(district)
                || place.kind() == PlaceKind.DISTRICT && place.code().startsWith(district);
    }
}
