package io.qipan.ecology.chief.model;

import io.qipan.runtime.place.Datum.Wgs84;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;

/**
 * Something that an import found in what it was given; see {@code qipan.ecology.v1.JurisdictionFinding}.
 *
 * @param index position in the document, from 0, or {@link #NOWHERE}
 * @param jurisdiction its name, if that could be read
 * @param text what is wrong and what to do
 */
public record Finding(
        Severity severity, Code code, int index, Optional<String> jurisdiction, Optional<Wgs84> place, String text) {
    /** The index of what is not in the document. */
    public static final int NOWHERE = -1;

    /** Whether it holds up the import. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /** What kind of fault. */
    public enum Code {
        NOT_GEOJSON,
        PROPERTY_INVALID,
        NOT_ON_EARTH,
        WRONG_DATUM,
        GEOMETRY_NOT_USABLE,
        SELF_INTERSECTION,
        DEGENERATE,
        TOO_DETAILED,
        DUPLICATE_CODE,
        FAR_AWAY,
        APPOINTMENT_LEFT_OVER
    }

    public static Finding error(Code code, int index, String text) {
        return new Finding(Severity.ERROR, code, index, Optional.empty(), Optional.empty(), text);
    }

    public static Finding warning(Code code, int index, String text) {
        return new Finding(Severity.WARNING, code, index, Optional.empty(), Optional.empty(), text);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    public Finding of(String name) {
        return new Finding(severity, code, index, Optional.of(name), place, text);
    }

    /** At a place in WGS-84. */
    public Finding at(Coordinate where) {
        return new Finding(severity, code, index, jurisdiction, Optional.of(new Wgs84(where.y, where.x)), text);
    }
}
