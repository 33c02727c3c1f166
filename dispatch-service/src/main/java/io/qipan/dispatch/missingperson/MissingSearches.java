package io.qipan.dispatch.missingperson;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.dispatch.missingperson.model.MissingSearch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The searches that were opened. Inside a unit of work only. */
interface MissingSearches {

    /**
     * @param incident that they were opened on, or into which that one is merged
     */
    record Filter(boolean openOnly, Optional<IncidentId> incident) {}

    /** When searches were opened, and whether drills are counted or the others. */
    record Period(Optional<Instant> from, Optional<Instant> until, boolean drills) {}

    /**
     * What searches of a period came to.
     *
     * @param outcomes by name, how many
     * @param means of those found, by name, how many
     * @param foundN who were found or came back
     * @param medianMissingS nearest-rank, of those
     */
    record Summary(
            long searches,
            long open,
            Map<String, Long> outcomes,
            Map<String, Long> means,
            long foundN,
            double medianMissingS) {
        public Summary {
            outcomes = Map.copyOf(outcomes);
            means = Map.copyOf(means);
        }
    }

    void add(MissingSearch search);

    Optional<MissingSearch> find(MissingSearchId id);

    /** The search, kept from being changed by others until the unit of work ends. Refuses NOT_FOUND. */
    MissingSearch lock(MissingSearchId id);

    void save(MissingSearch search);

    /** Newest first, older than the given id. */
    List<MissingSearch> list(Filter filter, Optional<MissingSearchId> olderThan, int limit);

    Summary summarize(Period period);
}
