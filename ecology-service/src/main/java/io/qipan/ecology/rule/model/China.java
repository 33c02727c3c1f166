package io.qipan.ecology.rule.model;

import io.qipan.runtime.place.Datum.Wgs84;
import org.locationtech.jts.geom.Envelope;

/** The box of the outermost points of China; neighbours lie in it too. */
final class China {
    private static final double SOUTH = 3.8;
    private static final double NORTH = 53.6;
    private static final double WEST = 73.5;
    private static final double EAST = 135.1;

    private China() {}

    static Envelope box() {
        return new Envelope(WEST, EAST, SOUTH, NORTH);
    }

    static boolean mayHave(Wgs84 point, double uncertaintyM) {
        return box().intersects(Box.around(point, uncertaintyM));
    }
}
