package io.qipan.ecology.rule.model;

import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.util.Optional;

/**
 * An act as somebody tells it, with codes that may not exist.
 *
 * @param decidedAt when the decision is taken; empty: at the time of the act
 */
public record Question(
        Instant at,
        String activity,
        Optional<Wgs84> point,
        double uncertaintyM,
        Optional<String> water,
        Optional<String> area,
        Facts facts,
        Optional<Instant> decidedAt) {

    /** Of which no facts are known. */
    public Question(Instant at, String activity, Optional<Wgs84> point, double uncertaintyM, Optional<String> water) {
        this(at, activity, point, uncertaintyM, water, Optional.empty(), Facts.NONE, Optional.empty());
    }

    /** The same, with other facts. */
    public Question with(Facts more) {
        return new Question(at, activity, point, uncertaintyM, water, area, more, decidedAt);
    }

    /** The same, decided then. */
    public Question decided(Instant then) {
        return new Question(at, activity, point, uncertaintyM, water, area, facts, Optional.of(then));
    }
}
