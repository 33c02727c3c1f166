package io.qipan.dispatch.duplicate.model;

import io.qipan.dispatch.id.model.IncidentId;
import java.util.List;

/**
 * An incident that a report may be about, and why.
 *
 * @param root which is worked now
 */
public record Suggestion(IncidentId root, List<Evidence> reasons, double points, Level level, boolean lifeRisk) {
    public Suggestion {
        reasons = List.copyOf(reasons);
    }
}
