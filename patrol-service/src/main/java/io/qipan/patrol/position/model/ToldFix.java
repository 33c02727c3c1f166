package io.qipan.patrol.position.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * What a device says of one fix, whatever that is.
 *
 * @param latitude degrees, 0 if there is no point
 * @param hasDatum whether the point says in which datum it is
 * @param fixedAt empty if it is missing or no time
 */
public record ToldFix(
        long sequence,
        double latitude,
        double longitude,
        boolean hasDatum,
        double accuracyM,
        Optional<Instant> fixedAt,
        Motion motion) {

    private static final double WIDEST_ACCURACY_M = 100_000;
    /** Faster than any aircraft that a city sends, about the speed of sound. */
    private static final double FASTEST_MPS = 350;

    private static final double LOWEST_M = -1_000;
    private static final double HIGHEST_M = 20_000;
    private static final double FULL_CIRCLE = 360;

    /** The times that a fix can be from. */
    public record Span(Instant oldest, Instant newest) {}

    private record Rule(QuarantineReason reason, BiPredicate<ToldFix, Span> isBroken) {}

    private static final List<Rule> RULES = List.of(
            new Rule(QuarantineReason.SEQUENCE_INVALID, (told, span) -> told.sequence < 1),
            new Rule(QuarantineReason.POINT_MISSING, (told, span) -> told.latitude == 0 && told.longitude == 0),
            new Rule(
                    QuarantineReason.AXES_SWAPPED,
                    (told, span) -> !onEarth(told.latitude, told.longitude) && onEarth(told.longitude, told.latitude)),
            new Rule(QuarantineReason.NOT_ON_EARTH, (told, span) -> !onEarth(told.latitude, told.longitude)),
            new Rule(QuarantineReason.DATUM_MISSING, (told, span) -> !told.hasDatum),
            new Rule(QuarantineReason.TIME_MISSING, (told, span) -> told.fixedAt.isEmpty()),
            new Rule(
                    QuarantineReason.TIME_AHEAD,
                    (told, span) -> told.fixedAt.filter(span.newest::isBefore).isPresent()),
            new Rule(
                    QuarantineReason.TIME_TOO_OLD,
                    (told, span) -> told.fixedAt.filter(span.oldest::isAfter).isPresent()),
            new Rule(
                    QuarantineReason.ACCURACY_IMPOSSIBLE,
                    (told, span) -> !within(told.accuracyM, 0, WIDEST_ACCURACY_M)),
            new Rule(
                    QuarantineReason.SPEED_IMPOSSIBLE, (told, span) -> !within(told.motion.speedMps(), 0, FASTEST_MPS)),
            new Rule(
                    QuarantineReason.COURSE_IMPOSSIBLE,
                    (told, span) -> !within(told.motion.courseDeg(), 0, FULL_CIRCLE)),
            new Rule(
                    QuarantineReason.ALTITUDE_IMPOSSIBLE,
                    (told, span) -> !within(told.motion.altitudeM(), LOWEST_M, HIGHEST_M)));

    /** The first rule that it breaks. */
    public Optional<QuarantineReason> broken(Span span) {
        for (Rule rule : RULES) {
            if (rule.isBroken.test(this, span)) {
                return Optional.of(rule.reason);
            }
        }
        return Optional.empty();
    }

    private static boolean onEarth(double latitude, double longitude) {
        return within(latitude, -90, 90) && within(longitude, -180, 180);
    }

    private static boolean within(Optional<Double> value, double least, double most) {
        return value.isEmpty() || within(value.get(), least, most);
    }

    /** False for what is no number. */
    private static boolean within(double value, double least, double most) {
        return value >= least && value <= most;
    }
}
