package io.qipan.dispatch.contingency;

import io.qipan.dispatch.contingency.model.Likeness;
import io.qipan.dispatch.contingency.model.Likeness.Past;
import io.qipan.dispatch.contingency.model.Likeness.Told;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.runtime.place.Location;
import io.qipan.runtime.place.Shape;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;

/** Finds past incidents that are like one of now, and says why. Changes nothing. */
@Singleton
class FindSimilarIncidents {
    private static final int COMPARED = 2_000;

    private final PastIncidents past;
    private final IncidentRecords incidents;

    FindSimilarIncidents(PastIncidents past, IncidentRecords incidents) {
        this.past = past;
        this.incidents = incidents;
    }

    /** The most alike first, of equals the one that ended last; and how many were compared. */
    record Similar(List<Likeness> best, int compared) {}

    Similar find(IncidentId id, int limit) {
        Incident incident = incidents.get(id);
        Told told = new Told(
                incident.type(),
                incident.chosenLocation().flatMap(Location::shape).map(Shape::middle),
                incident.summary());
        List<Past> compared = past.toCompare(id, told, COMPARED);
        return new Similar(
                compared.stream()
                        .map(each -> Likeness.of(told, each))
                        .filter(likeness -> likeness.points() > 0)
                        .sorted(Comparator.comparingDouble(Likeness::points).reversed())
                        .limit(limit)
                        .toList(),
                compared.size());
    }
}
