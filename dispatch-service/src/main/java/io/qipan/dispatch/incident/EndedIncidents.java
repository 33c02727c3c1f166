package io.qipan.dispatch.incident;

import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentOutcome;
import java.time.Instant;
import java.util.List;

/**
 * Told of each incident that ends, so that some are looked at again. Kept by the review feature. Inside a unit of work
 * only.
 */
public interface EndedIncidents {

    /**
     * @param atRisk whether it is, or ever was, at risk
     * @param attended whether a unit had arrived
     * @param by who ended it: one person, or who proposed and who confirmed
     */
    record How(IncidentOutcome outcome, boolean atRisk, boolean attended, List<String> by) {

        public How {
            by = List.copyOf(by);
        }
    }

    void ended(Incident incident, How how, Instant now);
}
