package io.qipan.dispatch.classification;

import io.qipan.dispatch.classification.model.PastCase.Told;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Incidents whose type and priority persons have confirmed: real ones that were dealt with or handed over, ended by a
 * person under this type. Not those called off, where nothing was found, or that belonged to another one. Inside a unit
 * of work only.
 */
interface ConfirmedIncidents {

    /** How many there are, and when the last one ended. */
    record Extent(int cases, Instant until) {}

    /**
     * The extent of the newest ones; empty if there are none.
     *
     * @param limit more are not counted
     */
    Optional<Extent> newest(int limit);

    /** The newest ones that had ended by then, the oldest of them first. */
    List<Told> until(Instant time, int limit);
}
