package io.qipan.dispatch.afteraction;

import io.qipan.proto.common.v1.Change;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The changes that the feed has. Inside a unit of work only. */
interface Changes {
    /** Of states read at once; whatever reads more stops here. */
    long MOST_BYTES = 1L << 20;

    /** Both included. */
    record Revisions(long first, long last) {}

    /** The newest revision. */
    long newest();

    /** Resources of a kind by name, the newest name first, before a given one. */
    List<String> names(String kind, Optional<String> before, int limit);

    /** The last change of each of these resources, as far as there is one, in the order of the names. */
    List<Change> latest(List<String> names, Asof asof);

    /**
     * What counts.
     *
     * @param at recorded not after this; empty: whenever
     * @param revision and not behind this
     */
    record Asof(Optional<Instant> at, long revision) {}

    /** All changes of these resources after a revision, in the feed's order; stops behind {@link #MOST_BYTES} as well. */
    List<Change> of(Collection<String> names, long after, int limit);

    /** The revisions of what was recorded in a period, the end excluded; others may be among them. */
    Optional<Revisions> recorded(Instant from, Instant until);

    /** Those of these changes that no other of their resource follows, sealed or not. */
    List<Change> withoutSuccessor(List<Change> changes);
}
