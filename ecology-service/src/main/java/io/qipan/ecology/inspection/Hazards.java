package io.qipan.ecology.inspection;

import io.qipan.ecology.inspection.model.Hazard;
import io.qipan.ecology.registry.model.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All hazards. Inside a unit of work only. */
public interface Hazards {

    /**
     * Which hazards to list.
     *
     * @param state a code of {@link io.qipan.ecology.inspection.model.HazardState}
     * @param overdueAt only those whose time has passed then
     */
    record Filter(Optional<String> subject, Optional<String> state, Optional<Instant> overdueAt) {}

    void add(Hazard found);

    /** Keeps the next state of a hazard that was {@link #lock locked}. */
    void save(Hazard changed);

    Optional<Hazard> find(UUID id);

    /** Like {@link #find}; nobody else can change the hazard until this unit of work ends. */
    Optional<Hazard> lock(UUID id);

    /** The newest first. */
    List<Hazard> list(Filter filter, Optional<UUID> before, int most);

    /** Whether all that an inspection found is closed; so it stays. */
    boolean allClosed(UUID inspection);

    /**
     * The one found last of a subject by an item of a template, within a time; drills and those of annulled inspections are none.
     * The end does not belong to it.
     */
    Optional<Hazard> last(String subject, String template, String item, Instant from, Instant until);

    /** What is known of a subject now; drills and annulled inspections do not count. Repeats are those found since then. */
    Tally tally(String subject, Instant now, Instant repeatsSince);
}
