package io.qipan.dispatch.recommend;

import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.recommend.model.Recommendation.Target;
import io.qipan.runtime.place.Location;
import io.qipan.runtime.place.Shape;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.util.List;

/** Where units are sent to. */
public final class Destination {

    private Destination() {}

    /** The chosen location. Refuses INCOMPLETE. */
    public static Target of(Incident incident) {
        return of(incident.id().name(), incident.locations());
    }

    /**
     * The chosen one of an incident's locations. Refuses INCOMPLETE.
     *
     * @param incident by name
     */
    public static Target of(String incident, List<Location> locations) {
        Location location = locations.stream()
                .filter(Location::chosen)
                .findFirst()
                .orElseThrow(() -> Refusal.of(Reason.INCOMPLETE, incident + " has no chosen location to send units to.")
                        .with("resource", incident)
                        .with("missing", "location")
                        .asException());
        return new Target(location.shape().map(Shape::middle).orElseThrow(), location.radiusM());
    }
}
