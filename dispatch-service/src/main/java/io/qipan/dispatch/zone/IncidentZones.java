package io.qipan.dispatch.zone;

import io.qipan.dispatch.zone.model.Waiting;
import io.qipan.dispatch.zone.model.ZoneAnswer.Known;
import java.time.Instant;
import java.util.List;

/** The zones of incidents, exercises too: they have figures of their own. Inside a unit of work only. */
interface IncidentZones {

    /** Said of an incident's place. */
    record Found(Waiting incident, Known answer) {}

    /** The newest first. */
    List<Waiting> waiting(int limit);

    /** How many wait, without exercises, counted up to a limit. */
    long count(int limit);

    /** Keeps what was found. What has another place by now, or is just being changed, goes on waiting. */
    void keep(List<Found> found, Instant now);
}
