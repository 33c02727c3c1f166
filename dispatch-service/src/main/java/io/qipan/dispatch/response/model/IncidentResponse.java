package io.qipan.dispatch.response.model;

import io.qipan.dispatch.id.model.IncidentId;
import java.time.Instant;
import java.util.List;

/**
 * The plan and alarm level of an incident, which keeps the revision that it began with.
 *
 * @param plan code of a plan of the revision
 * @param explanation why this plan
 * @param drill of the incident
 */
public record IncidentResponse(
        IncidentId incident,
        long version,
        long revision,
        String plan,
        int level,
        Instant changedAt,
        String changedBy,
        String reason,
        List<String> explanation,
        boolean drill) {
    public IncidentResponse {
        explanation = List.copyOf(explanation);
    }

    public String name() {
        return "incidentResponses/" + incident.uuid();
    }

    public IncidentResponse atLevel(int next, String by, Instant at, String why) {
        return new IncidentResponse(incident, version + 1, revision, plan, next, at, by, why, explanation, drill);
    }
}
