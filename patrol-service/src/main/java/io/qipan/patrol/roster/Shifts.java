package io.qipan.patrol.roster;

import io.qipan.patrol.roster.model.Shift;
import io.qipan.runtime.page.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** All shifts that were ever planned. */
public interface Shifts {

    /**
     * Which shifts a list is of.
     *
     * @param startedFrom only those that a crew started then or later
     * @param startedUntil only those that a crew started before
     */
    record Filter(
            Optional<String> unit,
            Optional<String> station,
            boolean onDutyOnly,
            Optional<Instant> startedFrom,
            Optional<Instant> startedUntil) {}

    /** Keeps others from planning or starting shifts of this unit or these people until the end of the unit of work. */
    void hold(String unit, List<String> members);

    void add(Shift shift);

    Optional<Shift> find(UUID id);

    /** Holds it until the end of the unit of work. */
    Optional<Shift> lock(UUID id);

    /** Keeps the version and state of a locked one. */
    void save(Shift shift);

    /** Another shift of the unit, or of somebody of the crew, that is not over and has a time in common by its plan: the earliest. */
    Optional<Shift> overlapping(Shift shift);

    /** Another shift of the unit, or of somebody of the crew, that is on duty. */
    Optional<Shift> onDutyBeside(Shift shift);

    /** The shift that waits for this one to take over. */
    Optional<Shift> handingOverTo(UUID incoming);

    /** By id. */
    List<Shift> onDuty();

    /** Those of a unit that a crew was on duty in during some of this time, as they began. */
    List<Shift> worked(String unit, Instant from, Instant until);

    /** Names of the units of a kind with a shift, not over, that claims waters. */
    Set<String> claimingWaters(String kind);

    /** Whether a unit has a shift, not over, that claims waters. */
    boolean isClaimingWaters(String unit);

    /** The newest first, one more than the page holds. */
    List<Shift> list(Page page, Filter filter);
}
