package io.qipan.dispatch.classification.model;

import java.time.Instant;

/**
 * What suggestions go by: the newest confirmed incidents until a moment.
 *
 * @param trainedUntil incidents that ended later were not learned from
 * @param cases learned from
 */
public record ModelRevision(long number, Instant madeAt, Instant trainedUntil, int cases) {

    public static String name(long number) {
        return "classificationModels/" + number;
    }

    public String name() {
        return name(number);
    }
}
