package io.qipan.launcher.replay;

import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;

/** One line: one unit sent to one call. */
final class SfFireRow {

    /**
     * Stamps are local times without an offset. In the hour that autumn repeats the first one is meant, unless the stamp would
     * then lie before the one before it.
     */
    private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("MM/dd/uuuu hh:mm:ss a", Locale.US).withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern CALL_NUMBER = Pattern.compile("[0-9]{1,20}");
    private static final Pattern UNIT_ID = Pattern.compile("[A-Za-z0-9-]{1,37}");
    private static final Pattern POINT =
            Pattern.compile("\\((-?[0-9]{1,2}(?:\\.[0-9]+)?), *(-?[0-9]{1,3}(?:\\.[0-9]+)?)\\)");

    private static final int LONGEST_FIELD = 150;

    /** In the order in which things happen. */
    private static final List<String> STAMPS = List.of(
            SfFireColumns.RECEIVED,
            SfFireColumns.ENTRY,
            SfFireColumns.DISPATCH,
            SfFireColumns.RESPONSE,
            SfFireColumns.ON_SCENE,
            SfFireColumns.TRANSPORT,
            SfFireColumns.HOSPITAL,
            SfFireColumns.AVAILABLE);

    private final SfFireColumns columns;
    private final CSVRecord row;
    private final Map<String, Instant> stamps = new HashMap<>();

    SfFireRow(SfFireColumns columns, CSVRecord row) throws UnreadableRow {
        this.columns = columns;
        this.row = row;
        if (row.size() != columns.count()) {
            throw new UnreadableRow("it has %d fields, and the header has %d".formatted(row.size(), columns.count()));
        }
        for (String field : row) {
            if (field.length() > LONGEST_FIELD) {
                throw new UnreadableRow("a field of it has " + field.length() + " characters");
            }
        }
        Instant before = Instant.MIN;
        for (String column : STAMPS) {
            if (!text(column).isEmpty()) {
                before = instant(column, before);
                stamps.put(column, before);
            }
        }
    }

    private Instant instant(String column, Instant before) throws UnreadableRow {
        try {
            ZonedDateTime local = LocalDateTime.parse(text(column), STAMP).atZone(ZONE);
            return local.toInstant().isBefore(before)
                    ? local.withLaterOffsetAtOverlap().toInstant()
                    : local.toInstant();
        } catch (DateTimeParseException e) {
            throw new UnreadableRow(column + " '" + text(column) + "' is not a time like 12/31/2016 11:57:56 PM");
        }
    }

    String text(String column) {
        return columns.get(row, column);
    }

    String callNumber() throws UnreadableRow {
        return matching(SfFireColumns.CALL_NUMBER, CALL_NUMBER);
    }

    String unitId() throws UnreadableRow {
        return matching(SfFireColumns.UNIT_ID, UNIT_ID);
    }

    private String matching(String column, Pattern pattern) throws UnreadableRow {
        String text = text(column);
        if (!pattern.matcher(text).matches()) {
            throw new UnreadableRow(column + " '" + text + "' is not one");
        }
        return text;
    }

    Instant neededStamp(String column) throws UnreadableRow {
        return stamp(column).orElseThrow(() -> new UnreadableRow(column + " is empty"));
    }

    Optional<Instant> stamp(String column) {
        return Optional.ofNullable(stamps.get(column));
    }

    /** The steps in the order of the columns, which is the order in which a unit takes them. */
    List<Recording.Stamp> steps() {
        List<Recording.Stamp> steps = new ArrayList<>();
        add(steps, Step.DEPART, SfFireColumns.RESPONSE);
        add(steps, Step.ARRIVE, SfFireColumns.ON_SCENE);
        add(steps, Step.TRANSPORT, SfFireColumns.TRANSPORT);
        add(steps, Step.HOSPITAL, SfFireColumns.HOSPITAL);
        add(steps, Step.CLEAR, SfFireColumns.AVAILABLE);
        return steps;
    }

    private void add(List<Recording.Stamp> steps, Step step, String column) {
        stamp(column).ifPresent(at -> steps.add(new Recording.Stamp(step, at)));
    }

    /** Absent where the file gives no place. */
    Optional<Point> point() throws UnreadableRow {
        String text = text(SfFireColumns.LOCATION);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher match = POINT.matcher(text);
        if (!match.matches()) {
            throw new UnreadableRow("Location '" + text + "' is not a point like (37.77, -122.41)");
        }
        double latitude = Double.parseDouble(match.group(1));
        double longitude = Double.parseDouble(match.group(2));
        if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
            throw new UnreadableRow("Location '" + text + "' is not on Earth");
        }
        return Optional.of(Point.newBuilder()
                .setLatitude(latitude)
                .setLongitude(longitude)
                .setDatum(Datum.WGS84)
                .build());
    }

    /** A time that would lie in the future cannot have been recorded. */
    void requireBefore(Instant now) throws UnreadableRow {
        for (String column : STAMPS) {
            if (stamp(column).orElse(Instant.MIN).isAfter(now)) {
                throw new UnreadableRow(column + " '" + text(column) + "' lies in the future");
            }
        }
    }
}
