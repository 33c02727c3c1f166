package io.qipan.ecology.casefile.model;

import io.qipan.ecology.rule.model.Question;
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
        boolean drill,
        Details details) {

    /**
     * What else the law asks for.
     *
     * @param water code of the water that was named
     * @param area code of the area that was named
     */
    public record Details(Optional<String> water, Optional<String> area, io.qipan.ecology.rule.model.Facts known) {
        public static final Details NONE =
                new Details(Optional.empty(), Optional.empty(), io.qipan.ecology.rule.model.Facts.NONE);
    }

    /** Of which nothing else is known. */
    public Facts(
            String activity,
            Instant actAt,
            Optional<Wgs84> point,
            double uncertaintyM,
            String summary,
            Optional<String> incident,
            boolean drill) {
        this(activity, actAt, point, uncertaintyM, summary, incident, drill, Details.NONE);
    }

    /** Whether it tells of the same act: what the law depends on. The same act may be told in other words. */
    public boolean sameActAs(Facts other) {
        return activity.equals(other.activity)
                && actAt.equals(other.actAt)
                && samePlaceAs(other)
                && details.equals(other.details);
    }

    private boolean samePlaceAs(Facts other) {
        return point.equals(other.point) && uncertaintyM == other.uncertaintyM;
    }

    /**
     * The same, with what was known before: whoever tells none of it takes none of it back. A water and an area that
     * were named hold for the place they were named with.
     */
    public Facts keeping(Facts before) {
        if (!details.equals(Details.NONE)) {
            return this;
        }
        Details kept = samePlaceAs(before)
                ? before.details
                : new Details(Optional.empty(), Optional.empty(), before.details.known());
        return new Facts(activity, actAt, point, uncertaintyM, summary, incident, drill, kept);
    }

    /** What the law is asked. */
    public Question question() {
        return new Question(
                actAt,
                activity,
                point,
                uncertaintyM,
                details.water(),
                details.area(),
                details.known(),
                Optional.empty());
    }

    /** The same facts about something that comes from an incident or not, and is an exercise or not. */
    Facts of(Optional<String> itsIncident, boolean isDrill) {
        return new Facts(activity, actAt, point, uncertaintyM, summary, itsIncident, isDrill, details);
    }
}
