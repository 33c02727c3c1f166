package io.qipan.patrol.grid.model;

import io.qipan.runtime.place.Datum.Wgs84;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;

/**
 * Something that an import found in what it was given; see {@code qipan.patrol.v1.GridFinding}.
 *
 * @param index position in the document, from 0, or {@link #NOWHERE}
 * @param feature its name, if that could be read
 * @param areaM2 of what is outside, shared, or belongs to none; else 0
 * @param text what is wrong and what to do
 */
public record Finding(
        Severity severity,
        Code code,
        int index,
        Optional<String> feature,
        Optional<Wgs84> place,
        double areaM2,
        String text) {
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
        AXES_SWAPPED,
        WRONG_DATUM,
        GEOMETRY_NOT_OF_KIND,
        RING_ORDER,
        SELF_INTERSECTION,
        DEGENERATE,
        TOO_DETAILED,
        DUPLICATE_CODE,
        UNKNOWN_PARENT,
        OUTSIDE_PARENT,
        OVERLAP,
        HOLE,
        UNCOVERED,
        DECLARATION_AFFECTED,
        VISITING_RULE_KEPT;

        /** Whether it says of a whole document that it may not be what it is said to be. */
        boolean isSuspicion() {
            return this == AXES_SWAPPED || this == WRONG_DATUM;
        }
    }

    public static Finding error(Code code, int index, String text) {
        return new Finding(Severity.ERROR, code, index, Optional.empty(), Optional.empty(), 0, text);
    }

    public static Finding warning(Code code, int index, String text) {
        return new Finding(Severity.WARNING, code, index, Optional.empty(), Optional.empty(), 0, text);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** At this position in the document. */
    Finding standing(int position) {
        return new Finding(severity, code, position, feature, place, areaM2, text);
    }

    public Finding of(String name) {
        return new Finding(severity, code, index, Optional.of(name), place, areaM2, text);
    }

    /** At a place in WGS-84. */
    public Finding at(Coordinate where) {
        Optional<Wgs84> onEarth = Optional.of(new Wgs84(where.y, where.x));
        return new Finding(severity, code, index, feature, onEarth, areaM2, text);
    }

    public Finding measuring(double squareMetres) {
        return new Finding(severity, code, index, feature, place, squareMetres, text);
    }

    /** An error, if it is a suspicion. */
    Finding strict() {
        return code.isSuspicion() && !isError()
                ? new Finding(
                        Severity.ERROR,
                        code,
                        index,
                        feature,
                        place,
                        areaM2,
                        text + " If it is right as it is, import it with accept_suspicions.")
                : this;
    }

    public Finding atMost(Severity limit) {
        return new Finding(limit == Severity.WARNING ? limit : severity, code, index, feature, place, areaM2, text);
    }
}
