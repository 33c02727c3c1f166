package io.qipan.dispatch.recommend;

import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.recommend.model.Recommendation.Target;
import io.qipan.runtime.place.Location;
import io.qipan.runtime.place.Shape;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;

/** Where units are sent to. */
public final class Destination {

    private Destination() {}

    /** The chosen location. Refuses INCOMPLETE. */
    public static Target of(Incident incident) {
        Location location = incident.chosenLocation()
                .orElseThrow(() -> Refusal.of(
                                Reason.INCOMPLETE, incident.id().name() + " has no chosen location to send units to.")
                        .with("resource", incident.id().name())
                        .with("missing", "location")
                        .asException());
        return new Target(location.shape().map(Shape::middle).orElseThrow(), location.radiusM());
    }
}
