package io.qipan.ecology.chief.model;

import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.chief.model.Appointment.Seat;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.MapDatum;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/** Made-up jurisdictions around 42 degrees north, 120 degrees east. */
public final class Plot {
    public static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private Plot() {}

    /** A rectangle, in hundredths of a degree from the corner of all of them. */
    public static Jurisdiction box(ResourceKind kind, Level level, String code, int x1, int y1, int x2, int y2) {
        return new Jurisdiction(
                new Layer(kind, level),
                code,
                code,
                "",
                FACTORY.toGeometry(new Envelope(120 + x1 / 100.0, 120 + x2 / 100.0, 42 + y1 / 100.0, 42 + y2 / 100.0)),
                0,
                MapDatum.WGS84);
    }

    public static Jurisdiction line(Level level, String code, double corridorM, double... degrees) {
        Coordinate[] path = new Coordinate[degrees.length / 2];
        for (int i = 0; i < path.length; i++) {
            path[i] = new Coordinate(degrees[2 * i], degrees[2 * i + 1]);
        }
        return new Jurisdiction(
                new Layer(ResourceKind.RIVER, level),
                code,
                "",
                code,
                FACTORY.createLineString(path),
                corridorM,
                MapDatum.WGS84);
    }

    /** In hundredths of a degree from the corner of all of them. */
    public static Wgs84 at(double x, double y) {
        return new Wgs84(42 + y / 100, 120 + x / 100);
    }

    public static JurisdictionRevision revision(long number, Instant effectiveFrom) {
        return new JurisdictionRevision(number, effectiveFrom, effectiveFrom, "wang", "drawn", 1, 0, 0);
    }

    public static Borders borders(Jurisdiction... jurisdictions) {
        return Borders.of(
                List.of(revision(1, SINCE)),
                List.of(jurisdictions).stream()
                        .map(jurisdiction -> new JurisdictionVersion(jurisdiction, 1, Optional.empty()))
                        .toList(),
                Optional.empty());
    }

    public static Appointment appointed(Jurisdiction to, Post post, String person, String from, String until) {
        return new Appointment(
                UUID.randomUUID(),
                1,
                new Seat(to.name(), post),
                "post:" + person,
                person,
                Instant.parse(from),
                until.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(until)),
                "document 1",
                "");
    }
}
