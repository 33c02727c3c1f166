package io.qipan.dispatch.incident.model;

import static io.qipan.dispatch.Places.NOW;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.IncidentState.New;
import io.qipan.runtime.place.Location;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An ordinary incident, just opened. */
public final class Sample {

    private Sample() {}

    public static Incident opened(Location... locations) {
        return Incident.opened(new Incident(
                new IncidentId(UUID.fromString("01939b4e-0000-7000-8000-000000000001")),
                "I2026-000001",
                1,
                new New(NOW),
                "drowning",
                Priority.P1,
                "somebody is in the river",
                List.of(locations),
                List.of(),
                "tester",
                NOW,
                NOW,
                false,
                NOW,
                Optional.empty(),
                List.of()));
    }
}
