package io.qipan.launcher.track;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * GeoLife's .plt: six lines of header, then latitude, longitude, 0, altitude in feet, days since 1899, date, time; in UTC (user
 * guide of GeoLife GPS trajectories 1.3).
 */
final class PltFormat implements TrackFormat {
    private static final String FIRST_LINE = "Geolife trajectory";
    private static final int HEADER = 6;
    private static final int FIELDS = 7;
    private static final double M_PER_FOOT = 0.3048;
    private static final double NO_ALTITUDE_FEET = -777;

    @Override
    public void read(InputStream file, Content content) throws IOException, NotOfFormat {
        BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
        String first = lines.readLine();
        if (first == null || !first.strip().equals(FIRST_LINE)) {
            throw new NotOfFormat("its first line is not '" + FIRST_LINE + "'");
        }
        long number = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (number > HEADER && !line.isBlank()) {
                try {
                    content.point(point(number, line.strip()));
                } catch (Unreadable e) {
                    content.skipped(number, e.why());
                }
            }
        }
    }

    private static TrackPoint point(long number, String line) throws Unreadable {
        String[] fields = line.split(",", -1);
        if (fields.length != FIELDS) {
            throw new Unreadable("it has " + fields.length + " fields, not " + FIELDS);
        }
        double feet = Numbers.needed("altitude", fields[3]);
        return TrackPoint.of(
                number,
                Numbers.needed("latitude", fields[0]),
                Numbers.needed("longitude", fields[1]),
                at(fields[5], fields[6]),
                feet == NO_ALTITUDE_FEET ? OptionalDouble.empty() : OptionalDouble.of(feet * M_PER_FOOT));
    }

    private static Instant at(String date, String time) throws Unreadable {
        try {
            return Instant.parse(date + "T" + time + "Z");
        } catch (DateTimeException e) {
            throw new Unreadable("'" + date + " " + time + "' is no time");
        }
    }
}
