package io.qipan.launcher.track;

import io.qipan.launcher.UserError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which column holds what, and how times are written.
 *
 * @param columns by what they hold; by number, from 1, in a file without a header
 * @param time empty: ISO 8601, or seconds or milliseconds since 1970
 * @param zone of times that do not say it
 */
record CsvLayout(
        String format, boolean header, Map<String, String> columns, Optional<DateTimeFormatter> time, ZoneId zone) {
    static final String TIME = "time";
    static final String LATITUDE = "lat";
    static final String LONGITUDE = "lon";
    static final String ID = "id";
    static final String SPEED = "speed_mps";
    static final String COURSE = "course_deg";
    static final String ALTITUDE = "altitude_m";
    static final String ACCURACY = "accuracy_m";
    static final List<String> NEEDED = List.of(TIME, LATITUDE, LONGITUDE);
    static final List<String> KNOWN = List.of(TIME, LATITUDE, LONGITUDE, ID, SPEED, COURSE, ALTITUDE, ACCURACY);

    private static final BigDecimal FIRST_MILLISECOND = BigDecimal.valueOf(100_000_000_000L);

    /** Ship positions: ID, ais_pos_timestamp, longitude, latitude. */
    static CsvLayout ais() {
        return new CsvLayout(
                "ais",
                true,
                Map.of(ID, "ID", TIME, "ais_pos_timestamp", LONGITUDE, "longitude", LATITUDE, "latitude"),
                pattern("dd/MM/uuuu HH:mm"),
                ZoneOffset.UTC);
    }

    /** Positions of buses as the British open data has them. */
    static CsvLayout bus() {
        return new CsvLayout(
                "bus",
                true,
                Map.of(
                        ID,
                        "vehicle_id",
                        TIME,
                        "timestamp",
                        LONGITUDE,
                        "longitude",
                        LATITUDE,
                        "latitude",
                        COURSE,
                        "bearing"),
                pattern("uuuu-MM-dd HH:mm:ss"),
                ZoneId.of("Europe/London"));
    }

    /** Taxis of T-Drive: id, time in Beijing, longitude, latitude; no header. */
    static CsvLayout taxi() {
        return new CsvLayout(
                "tdrive",
                false,
                Map.of(ID, "1", TIME, "2", LONGITUDE, "3", LATITUDE, "4"),
                pattern("uuuu-MM-dd HH:mm:ss"),
                ZoneId.of("Asia/Shanghai"));
    }

    /** Columns named as here unless others are given. */
    static CsvLayout given(Map<String, String> columns, Optional<String> timePattern, ZoneId zone) {
        columns.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new UserError("Nothing is read from a column for '" + name + "'. There are: "
                            + String.join(", ", KNOWN) + ".");
                });
        Map<String, String> all = new HashMap<>();
        KNOWN.forEach(name -> all.put(name, columns.getOrDefault(name, name)));
        try {
            return new CsvLayout("csv", true, all, timePattern.flatMap(CsvLayout::pattern), zone);
        } catch (IllegalArgumentException e) {
            throw new UserError("'" + timePattern.orElse("") + "' is no pattern of times: " + e.getMessage() + ".", e);
        }
    }

    private static Optional<DateTimeFormatter> pattern(String pattern) {
        return Optional.of(DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT));
    }

    Instant at(String text) throws Unreadable {
        try {
            if (time.isPresent()) {
                return LocalDateTime.parse(text, time.get()).atZone(zone).toInstant();
            }
            return text.matches("[0-9.]{1,30}") ? sinceEpoch(new BigDecimal(text)) : iso(text.replace(' ', 'T'));
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new Unreadable("'" + text + "' is no time");
        }
    }

    private static Instant sinceEpoch(BigDecimal number) {
        boolean milliseconds = number.compareTo(FIRST_MILLISECOND) >= 0;
        BigDecimal micros = number.movePointRight(milliseconds ? 3 : 6).setScale(0, RoundingMode.DOWN);
        return Instant.EPOCH.plus(micros.longValueExact(), java.time.temporal.ChronoUnit.MICROS);
    }

    private Instant iso(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return LocalDateTime.parse(text).atZone(zone).toInstant();
        }
    }
}
