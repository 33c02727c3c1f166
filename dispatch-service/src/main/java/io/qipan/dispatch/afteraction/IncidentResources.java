package io.qipan.dispatch.afteraction;

import io.qipan.dispatch.id.model.IncidentId;
import java.util.List;

/** What belongs to incidents today. Inside a unit of work only. */
interface IncidentResources {

    /** The incident, and those that are merged into it, over several steps too. */
    List<IncidentId> withMerged(IncidentId incident);

    /** The names of all resources that tell of these incidents, themselves included. */
    List<String> of(List<IncidentId> incidents);
}
