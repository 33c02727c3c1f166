package io.qipan.dispatch.gazetteer.model;

import io.qipan.runtime.place.MapDatum;
import java.time.Instant;

/** One import that changed the gazetteer; see {@code qipan.dispatch.v1.GazetteerRevision}. */
public record GazetteerRevision(
        long number,
        String source,
        MapDatum datum,
        Instant madeAt,
        String madeBy,
        String reason,
        int added,
        int changed,
        int removed) {
    public static final String PREFIX = "gazetteerRevisions/";

    public static String name(long number) {
        return PREFIX + number;
    }

    public String name() {
        return name(number);
    }
}
