package io.qipan.dispatch.contingency;

import io.qipan.dispatch.contingency.model.Likeness.Past;
import io.qipan.dispatch.contingency.model.Likeness.Told;
import io.qipan.dispatch.id.model.IncidentId;
import java.util.List;

/** Real incidents that were dealt with and have ended. Inside a unit of work only. */
interface PastIncidents {

    /** Those that ended last of the same type, and near to it, half each; never this one. */
    List<Past> toCompare(IncidentId incident, Told told, int limit);
}
