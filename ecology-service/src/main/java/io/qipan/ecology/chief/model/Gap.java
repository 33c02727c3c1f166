package io.qipan.ecology.chief.model;

import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that is missing, or there twice; see {@code qipan.ecology.v1.Gap}.
 *
 * @param jurisdiction its name
 * @param other its name; of overlaps only
 * @param place well inside
 * @param areaM2 0 of vacancies
 * @param post of vacancies only
 * @param since when the post became vacant, or will
 */
public record Gap(
        Fault fault,
        String jurisdiction,
        Optional<String> other,
        Wgs84 place,
        double areaM2,
        Optional<Post> post,
        Optional<Instant> since) {

    /** What is wrong. */
    public enum Fault {
        HOLE,
        OVERLAP,
        VACANT,
        LAPSING
    }

    static Gap piece(Fault fault, String jurisdiction, Optional<String> other, Wgs84 place, double areaM2) {
        return new Gap(fault, jurisdiction, other, place, areaM2, Optional.empty(), Optional.empty());
    }

    static Gap post(Fault fault, Appointment.Seat seat, Wgs84 place, Optional<Instant> since) {
        return new Gap(fault, seat.jurisdiction(), Optional.empty(), place, 0, Optional.of(seat.post()), since);
    }
}
