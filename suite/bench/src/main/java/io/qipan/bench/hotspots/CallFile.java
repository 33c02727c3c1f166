package io.qipan.bench.hotspots;

import io.qipan.dispatch.pattern.model.HotspotSearch;
import io.qipan.dispatch.pattern.model.Occurrence;
import io.qipan.dispatch.pattern.model.Raster;
import io.qipan.launcher.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Recorded calls: San Francisco Fire Calls for Service (one row for each unit, the first one counts; its type is the
 * call type), or Montgomery County 911 (its type is what stands before the colon of the title).
 *
 * @param leftOut rows without a place or a day
 */
record CallFile(String title, List<Call> calls, int leftOut) {
    private static final DateTimeFormatter AMERICAN = DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.ROOT);
    private static final Pattern LOCATION = Pattern.compile("\\((-?[0-9.]{1,20}), (-?[0-9.]{1,20})\\)");

    /** In degrees. */
    record Call(String type, LocalDate day, double latitude, double longitude) {}

    static CallFile read(Path file) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser rows = CSVParser.parse(Files.newBufferedReader(file, StandardCharsets.UTF_8), format)) {
            boolean sanFrancisco = rows.getHeaderNames().containsAll(List.of("Call Number", "Call Date", "Location"));
            if (!sanFrancisco && !rows.getHeaderNames().containsAll(List.of("lat", "lng", "title", "timeStamp"))) {
                throw new UserError(
                        file + " has neither the columns of San Francisco's fire calls (Call Number,"
                                + " Call Date, Call Type, Location) nor those of Montgomery's 911 calls (lat, lng, title, timeStamp).");
            }
            Map<String, Call> calls = new TreeMap<>();
            int leftOut = 0;
            for (CSVRecord row : rows) {
                try {
                    if (sanFrancisco) {
                        calls.putIfAbsent(row.get("Call Number"), sanFrancisco(row));
                    } else {
                        calls.put("%09d".formatted(row.getRecordNumber()), montgomery(row));
                    }
                } catch (DateTimeException | IllegalArgumentException e) {
                    leftOut++;
                }
            }
            return new CallFile(String.valueOf(file.getFileName()), List.copyOf(calls.values()), leftOut);
        } catch (IOException e) {
            throw new UserError(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Call sanFrancisco(CSVRecord row) {
        Matcher location = LOCATION.matcher(row.get("Location"));
        if (!location.matches()) {
            throw new IllegalArgumentException("no location");
        }
        return new Call(
                row.get("Call Type"),
                LocalDate.parse(row.get("Call Date"), AMERICAN),
                Double.parseDouble(location.group(1)),
                Double.parseDouble(location.group(2)));
    }

    private static Call montgomery(CSVRecord row) {
        String time = row.get("timeStamp");
        return new Call(
                row.get("title").replaceFirst(":.{0,200}", ""),
                LocalDate.parse(time.substring(0, Math.min(10, time.length()))),
                Double.parseDouble(row.get("lat")),
                Double.parseDouble(row.get("lng")));
    }

    /** How many days there are from the first to the last. */
    int days() {
        return (int) ChronoUnit.DAYS.between(first(), last()) + 1;
    }

    private LocalDate first() {
        return calls.stream().map(Call::day).min(LocalDate::compareTo).orElseThrow();
    }

    private LocalDate last() {
        return calls.stream().map(Call::day).max(LocalDate::compareTo).orElseThrow();
    }

    /** Of types that have enough to be tested. */
    Map<String, List<Occurrence>> byType(int cellM) {
        Raster raster = Raster.around(calls.stream().mapToDouble(Call::latitude).toArray(), cellM);
        LocalDate first = first();
        Map<String, List<Occurrence>> byType = new TreeMap<>();
        for (Call call : calls) {
            Raster.Cell cell = raster.cell(call.latitude(), call.longitude());
            byType.computeIfAbsent(call.type(), type -> new ArrayList<>())
                    .add(new Occurrence(cell.column(), cell.row(), (int) ChronoUnit.DAYS.between(first, call.day())));
        }
        byType.values().removeIf(all -> all.size() < HotspotSearch.FEWEST);
        return byType;
    }
}
