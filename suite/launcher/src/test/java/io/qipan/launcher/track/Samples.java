package io.qipan.launcher.track;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Small files, made up. */
final class Samples {
    static final String PLT = "Geolife trajectory\r\nWGS 84\r\nAltitude is in Feet\r\nReserved 3\r\n"
            + "0,2,255,My Track,0,0,2,8421376\r\n0\r\n";

    private static final DateTimeFormatter DATE_AND_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd,HH:mm:ss").withZone(ZoneOffset.UTC);

    private Samples() {}

    /** So many points, five seconds and about a hundred metres apart. */
    static String plt(int points, Instant start) {
        StringBuilder text = new StringBuilder(PLT);
        for (int i = 0; i < points; i++) {
            text.append(39.6 + i * 0.0009)
                    .append(",106.8,0,3530,0,")
                    .append(DATE_AND_TIME.format(start.plusSeconds(5L * i)))
                    .append("\r\n");
        }
        return text.toString();
    }
}
