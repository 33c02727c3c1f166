package io.qipan.dispatch.pattern;

import io.qipan.dispatch.pattern.model.Exclusions;
import io.qipan.dispatch.pattern.model.Placed;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Real incidents with where and when they were, by our own record as it is now. Inside a unit of work only. */
public interface PlacedIncidents {

    /**
     * Which incidents, by the time of the act.
     *
     * @param until excluded
     * @param types empty: all
     * @param vagueBeyondM known less precisely, in metres, they do not count
     */
    record Sought(Instant from, Instant until, Collection<String> types, int vagueBeyondM) {}

    /** How many count, and how many do not. */
    record Tally(int counted, Exclusions excluded) {}

    Tally tally(Sought sought);

    /** Those that count, by the time of the act and then by identity. */
    List<Placed> list(Sought sought);
}
