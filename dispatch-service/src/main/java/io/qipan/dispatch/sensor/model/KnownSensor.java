package io.qipan.dispatch.sensor.model;

import io.qipan.dispatch.sensor.model.SensorNews.Silence;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What was told last of a sensor.
 *
 * @param takenAt when it was heard here
 * @param silence empty if it speaks, or nobody waits for it
 * @param nextDeadlineAt when its silence is told again; there while it is silent
 */
public record KnownSensor(
        String name, long version, Instant takenAt, Optional<Silence> silence, Optional<Instant> nextDeadlineAt) {

    /** What is known after these news; empty if they are no news, because they, or later ones, are known. */
    public static Optional<KnownSensor> after(
            Optional<KnownSensor> known, SensorNews news, Instant now, Duration remindAfter) {
        if (known.filter(one -> !one.isBefore(news)).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new KnownSensor(
                news.sensor(),
                news.version(),
                now,
                news.silence(),
                news.silence().map(silence -> now.plus(remindAfter))));
    }

    /**
     * Versions count again from before if the database there was restored; what changed after this was heard is later
     * all the same.
     */
    private boolean isBefore(SensorNews news) {
        return version < news.version()
                || (version > news.version()
                        && news.changedAt().filter(takenAt::isBefore).isPresent());
    }

    /** It is silent still. */
    public Decision<KnownSensor> remind(Instant at) {
        return silence.isPresent()
                ? Decision.grant(new KnownSensor(name, version, takenAt, silence, Optional.of(at)))
                : Decision.refuse(Refusal.illegalTransition(name, "speaking", "be told as silent"));
    }
}
