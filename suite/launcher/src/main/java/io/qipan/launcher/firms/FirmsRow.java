package io.qipan.launcher.firms;

import io.qipan.launcher.client.Stamps;
import io.qipan.proto.ecology.v1.Clue.Confidence;
import io.qipan.proto.ecology.v1.Hotspot;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVRecord;

/** One line of a FIRMS file, by the columns of its heading. */
final class FirmsRow {
    static final List<String> NEEDED =
            List.of("latitude", "longitude", "acq_date", "acq_time", "satellite", "confidence", "frp");

    /** MODIS tells a percentage; below 30 is low and from 80 on high (MODIS Collection 6 Active Fire Product User's Guide). */
    private static final double NOMINAL_FROM = 30;

    private static final double HIGH_FROM = 80;
    private static final double MOST_FRP_MW = 100_000;
    /** What the contract takes. */
    private static final int LONGEST_SATELLITE = 20;

    private final List<String> columns;
    private final Instant now;

    FirmsRow(List<String> columns, Instant now) {
        this.columns = columns;
        this.now = now;
    }

    /** A line that tells no detection. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String why) {
            super(why);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    Hotspot hotspot(CSVRecord fields) throws Unreadable {
        return Hotspot.newBuilder()
                .setSatellite(satellite(text(fields, "satellite")))
                .setAcquiredAt(Stamps.of(acquiredAt(text(fields, "acq_date"), text(fields, "acq_time"))))
                .setLatitude(number(fields, "latitude", -90, 90))
                .setLongitude(number(fields, "longitude", -180, 180))
                .setConfidence(confidence(text(fields, "confidence")))
                .setFrpMw(number(fields, "frp", 0, MOST_FRP_MW))
                .build();
    }

    private String text(CSVRecord fields, String column) throws Unreadable {
        int place = columns.indexOf(column);
        if (place >= fields.size() || fields.get(place).isBlank()) {
            throw new Unreadable(column + " is missing");
        }
        return fields.get(place).strip();
    }

    private double number(CSVRecord fields, String column, double least, double most) throws Unreadable {
        String text = text(fields, column);
        try {
            double number = Double.parseDouble(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new Unreadable(column + " '" + text + "' is no number");
        }
        throw new Unreadable(column + " " + text + " is not from " + least + " to " + most);
    }

    /** Files of different age name the same satellite by its letter or in full. */
    private static String satellite(String text) throws Unreadable {
        if (!text.matches("[A-Za-z0-9 _-]{1," + LONGEST_SATELLITE + "}")) {
            throw new Unreadable("satellite '" + text + "' is no name of one");
        }
        return switch (text) {
            case "T" -> "Terra";
            case "A" -> "Aqua";
            default -> text;
        };
    }

    private Instant acquiredAt(String date, String time) throws Unreadable {
        Instant at;
        try {
            String digits = "0".repeat(Math.max(0, 4 - time.length())) + time;
            if (!digits.matches("[0-9]{4}")) {
                throw new Unreadable("acq_time '" + time + "' is no time like 0236");
            }
            LocalTime clock =
                    LocalTime.of(Integer.parseInt(digits.substring(0, 2)), Integer.parseInt(digits.substring(2)));
            at = LocalDate.parse(date).atTime(clock).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new Unreadable("acq_date '" + date + "' and acq_time '" + time + "' are no time");
        }
        if (at.isAfter(now)) {
            throw new Unreadable("it is said to be seen at " + at + ", which is yet to come");
        }
        return at;
    }

    private static Confidence confidence(String text) throws Unreadable {
        switch (text.toLowerCase(Locale.ROOT)) {
            case "l", "low":
                return Confidence.LOW;
            case "n", "nominal":
                return Confidence.NOMINAL;
            case "h", "high":
                return Confidence.HIGH;
            default:
        }
        try {
            double percent = Double.parseDouble(text);
            if (percent >= 0 && percent <= 100) {
                return percent < NOMINAL_FROM
                        ? Confidence.LOW
                        : percent < HIGH_FROM ? Confidence.NOMINAL : Confidence.HIGH;
            }
        } catch (NumberFormatException e) {
            throw new Unreadable("confidence '" + text + "' is neither a percentage nor low, nominal or high");
        }
        throw new Unreadable("confidence " + text + " is not from 0 to 100");
    }
}
