package io.qipan.ecology.inspection;

import io.qipan.ecology.inspection.model.Inspection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** All inspections. Inside a unit of work only. */
public interface Inspections {

    /** Which inspections to list. */
    record Filter(Optional<String> subject, Optional<String> template) {}

    void add(Inspection inspection);

    /** Keeps the next state of one that was {@link #lock locked}. */
    void save(Inspection changed);

    Optional<Inspection> find(UUID id);

    /** Those that are there, in any order. */
    List<Inspection> findAll(Set<UUID> ids);

    /** Like {@link #find}; nobody else can change it until this unit of work ends. */
    Optional<Inspection> lock(UUID id);

    /** When a subject was inspected last; neither drills nor annulled ones count. */
    Optional<Instant> lastOf(String subject);

    /** The one recorded last first. */
    List<Inspection> list(Filter filter, Optional<UUID> before, int most);
}
