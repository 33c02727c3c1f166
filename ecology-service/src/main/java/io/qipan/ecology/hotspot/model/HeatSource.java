package io.qipan.ecology.hotspot.model;

import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Distance;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A place that is hot without being a fire in the field, for as long as it is. */
public record HeatSource(
        UUID id,
        long version,
        String title,
        Wgs84 point,
        double radiusM,
        Instant from,
        Optional<Instant> until,
        String basis) {
    public static final String KIND = "heatSources/";

    public String name() {
        return KIND + id;
    }

    public String etag() {
        return Long.toString(version);
    }

    /** Whether a detection is of it. */
    public boolean explains(Hotspot hotspot) {
        return !hotspot.acquiredAt().isBefore(from)
                && until.map(hotspot.acquiredAt()::isBefore).orElse(true)
                && Distance.metres(point, hotspot.point()) <= radiusM;
    }

    /** Ends now; one that was to begin later never does. */
    public Decision<HeatSource> ended(Instant now) {
        if (until.filter(end -> !end.isAfter(now)).isPresent()) {
            return Decision.refuse(Refusal.illegalTransition(name(), "ended", "end"));
        }
        Instant end = now.isBefore(from) ? from : now;
        return Decision.grant(new HeatSource(id, version + 1, title, point, radiusM, from, Optional.of(end), basis));
    }
}
