package io.qipan.dispatch.duplicate;

import io.qipan.dispatch.duplicate.model.Link;
import io.qipan.dispatch.id.model.IncidentId;
import java.util.List;

/** Incidents that belong together. Inside a unit of work only. */
interface Links {

    /** Has nobody else link or unlink anything until the unit of work ends: a circle can be closed anywhere. */
    void lock();

    /** Stores a link in place of the one that the two may have. */
    void put(Link link);

    /** Returns whether there was one. */
    boolean remove(IncidentId incident, IncidentId other);

    /** Oldest first. */
    List<Link> of(IncidentId incident);

    /** Whether one incident is part of the other, directly or through others. */
    boolean isPartOf(IncidentId incident, IncidentId whole);
}
