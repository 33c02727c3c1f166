package io.qipan.ecology.casefile.model;

import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.util.Optional;

/**
 * What a case is about, as it was told at one time. Never changes; newer facts take its place.
 *
 * @param uncertaintyM metres around the point within which it happened
 * @param incident the incident it comes from, {@code incidents/{uuid}}
 * @param drill an exercise
 */
public record Facts(
        String activity,
        Instant actAt,
        Optional<Wgs84> point,
        double uncertaintyM,
        String summary,
        Optional<String> incident,
        boolean drill) {

    /** Whether it tells of the same act: what the law depends on. The same act may be told in other words. */
    public boolean sameActAs(Facts other) {
        return activity.equals(other.activity)
                && actAt.equals(other.actAt)
                && point.equals(other.point)
                && uncertaintyM == other.uncertaintyM;
    }

    /** The same facts about something that is, or is not, an exercise. */
    Facts ofDrill(boolean isDrill) {
        return new Facts(activity, actAt, point, uncertaintyM, summary, incident, isDrill);
    }
}
