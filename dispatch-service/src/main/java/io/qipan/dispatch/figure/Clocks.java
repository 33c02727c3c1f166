package io.qipan.dispatch.figure;

import io.qipan.dispatch.figure.model.Clock;
import io.qipan.dispatch.id.model.IncidentId;
import java.util.Collection;
import java.util.List;

/** The single values that figures are made of; exercises have them as well. Inside a unit of work only. */
public interface Clocks {

    /** Of the calls of these incidents and the orders that were given for them; by measure, then by beginning. */
    List<Clock> of(Collection<IncidentId> incidents);
}
