package io.qipan.launcher.track;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Comma-separated values. No field spans lines, so each line is read by itself and a broken one spoils no other. */
final class CsvFormat implements TrackFormat {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final CsvLayout layout;

    CsvFormat(CsvLayout layout) {
        this.layout = layout;
    }

    @Override
    public void read(InputStream file, Content content) throws IOException, NotOfFormat {
        BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
        long number = layout.header() ? 1 : 0;
        Map<String, Integer> places = layout.header() ? header(lines.readLine()) : numbered();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                try {
                    content.point(point(number, fields(line), places));
                } catch (Unreadable e) {
                    content.skipped(number, e.why());
                }
            }
        }
    }

    private Map<String, Integer> header(@Nullable String line) throws NotOfFormat {
        if (line == null) {
            throw new NotOfFormat("it is empty");
        }
        List<String> names = names(line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line);
        Map<String, Integer> places = new HashMap<>();
        layout.columns().forEach((what, name) -> {
            if (names.contains(name)) {
                places.put(what, names.indexOf(name));
            }
        });
        for (String what : CsvLayout.NEEDED) {
            if (!places.containsKey(what)) {
                throw new NotOfFormat(
                        "its first line has no column '" + layout.columns().get(what) + "' for " + what);
            }
        }
        return places;
    }

    private static List<String> names(String line) throws NotOfFormat {
        try {
            return fields(line).stream().map(String::strip).toList();
        } catch (Unreadable e) {
            throw new NotOfFormat("its first line is not a header: " + e.why());
        }
    }

    private Map<String, Integer> numbered() {
        Map<String, Integer> places = new HashMap<>();
        layout.columns().forEach((what, number) -> places.put(what, Integer.parseInt(number) - 1));
        return places;
    }

    private static CSVRecord fields(String line) throws Unreadable {
        try (CSVParser parser = CSVParser.parse(line, CSVFormat.DEFAULT)) {
            List<CSVRecord> records = parser.getRecords();
            if (records.size() == 1) {
                return records.getFirst();
            }
        } catch (IOException | RuntimeException e) {
            throw new Unreadable("a quote is not where one belongs");
        }
        throw new Unreadable("it is not one line of comma-separated values");
    }

    private TrackPoint point(long number, CSVRecord fields, Map<String, Integer> places) throws Unreadable {
        Row row = new Row(fields, places);
        return new TrackPoint(
                number,
                row.text(CsvLayout.ID),
                Numbers.needed("latitude", row.text(CsvLayout.LATITUDE)),
                Numbers.needed("longitude", row.text(CsvLayout.LONGITUDE)),
                layout.at(row.text(CsvLayout.TIME)),
                Numbers.optional("speed", row.text(CsvLayout.SPEED)),
                Numbers.optional("course", row.text(CsvLayout.COURSE)),
                Numbers.optional("altitude", row.text(CsvLayout.ALTITUDE)),
                Numbers.optional("accuracy", row.text(CsvLayout.ACCURACY)));
    }

    private record Row(CSVRecord fields, Map<String, Integer> places) {

        /** Empty if the file has no such column. */
        String text(String what) throws Unreadable {
            if (!places.containsKey(what)) {
                return "";
            }
            int place = Objects.requireNonNull(places.get(what));
            if (place >= fields.size()) {
                throw new Unreadable("it has " + fields.size() + " fields and none for " + what);
            }
            return fields.get(place).strip();
        }
    }
}
