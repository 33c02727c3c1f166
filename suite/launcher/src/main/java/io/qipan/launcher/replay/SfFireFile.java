package io.qipan.launcher.replay;

import io.qipan.launcher.UserError;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.common.v1.LocationSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of San Francisco's "Fire Department Calls for Service": one line per unit sent. No field of it spans lines, so
 * each line is read by itself and a broken one spoils no other.
 */
final class SfFireFile {

    static final String FORMAT = "sf-fire";

    /** Addresses are given by block; a block there is about 150 m long. */
    private static final double BLOCK_M = 150;

    private final String file;
    private final Instant now;
    private final Map<String, Recording.Call> calls = new LinkedHashMap<>();
    private final Map<String, Map<String, Recording.Order>> orders = new LinkedHashMap<>();
    private final Map<String, Recording.Unit> units = new TreeMap<>();
    private final List<Recording.Skipped> skipped = new ArrayList<>();
    private final TreeSet<String> unmapped = new TreeSet<>();
    private int rows;

    private SfFireFile(String file, Instant now) {
        this.file = file;
        this.now = now;
    }

    static Recording read(Path path, Instant now) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8))) {
            return new SfFireFile(path.toString(), now).read(lines);
        } catch (NoSuchFileException e) {
            throw new UserError("There is no file " + path + ".", e);
        } catch (IOException e) {
            throw new UserError("The file " + path + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private Recording read(BufferedReader lines) throws IOException {
        String first = lines.readLine();
        SfFireColumns columns = new SfFireColumns(file, header(first));
        long number = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                rows++;
                readOrSkip(number, line, columns);
            }
        }
        requireSomething();
        return new Recording(FORMAT, callsWithOrders(), List.copyOf(units.values()), skipped, rows, unmapped);
    }

    private void requireSomething() {
        if (calls.isEmpty()) {
            String why = skipped.isEmpty()
                    ? "There is none after the header."
                    : "The first of them is line " + skipped.getFirst().line() + ": "
                            + skipped.getFirst().reason() + ".";
            throw new UserError("Of " + file + " no line can be read. " + why + " Nothing was written.");
        }
    }

    private CSVRecord header(@Nullable String line) {
        if (line == null) {
            throw new UserError(file + " is empty. Nothing was written.");
        }
        String withoutMark = line.startsWith("\uFEFF") ? line.substring(1) : line;
        try {
            return fields(withoutMark);
        } catch (UnreadableRow e) {
            throw new UserError(
                    file + " is not of the format sf-fire: its first line is not a header (" + e.reason()
                            + "). Nothing was written.",
                    e);
        }
    }

    private static CSVRecord fields(String line) throws UnreadableRow {
        try (CSVParser parser = CSVParser.parse(line, CSVFormat.DEFAULT)) {
            List<CSVRecord> records = parser.getRecords();
            if (records.size() != 1) {
                throw new UnreadableRow("it is not one line of comma-separated values");
            }
            return records.getFirst();
        } catch (IOException | RuntimeException e) {
            throw new UnreadableRow("a quote is not where one belongs");
        }
    }

    private void readOrSkip(long number, String line, SfFireColumns columns) {
        try {
            add(number, new SfFireRow(columns, fields(line)));
        } catch (UnreadableRow e) {
            skipped.add(new Recording.Skipped(number, e.reason()));
        }
    }

    private void add(long line, SfFireRow row) throws UnreadableRow {
        row.requireBefore(now);
        Recording.Call call = call(row);
        Recording.Order order = new Recording.Order(
                line, "units/sf-" + row.unitId(), row.neededStamp(SfFireColumns.DISPATCH), row.steps());
        Map<String, Recording.Order> sent = orders.computeIfAbsent(call.key(), key -> new LinkedHashMap<>());
        Recording.Order before = sent.putIfAbsent(order.unit(), order);
        if (before != null) {
            throw new UnreadableRow(
                    "unit " + row.unitId() + " was sent to call " + call.key() + " already in line " + before.line());
        }
        calls.putIfAbsent(call.key(), call);
        units.putIfAbsent(order.unit(), unit(row, order.unit()));
    }

    private Recording.Call call(SfFireRow row) throws UnreadableRow {
        String type = row.text(SfFireColumns.CALL_TYPE);
        String group = row.text(SfFireColumns.TYPE_GROUP);
        String disposition = row.text(SfFireColumns.DISPOSITION);
        Instant received = row.neededStamp(SfFireColumns.RECEIVED);
        return new Recording.Call(
                row.callNumber(),
                received,
                row.stamp(SfFireColumns.ENTRY).orElse(received),
                word(SfFireWords.type(type).orElse(null), type, SfFireWords.OTHER_TYPE),
                SfFireWords.priority(row.text(SfFireColumns.PRIORITY), row.text(SfFireColumns.FINAL_PRIORITY)),
                group.isEmpty() ? type : type + " (" + group + ")",
                location(row, received),
                SfFireWords.outcome(disposition),
                SfFireWords.rationale(disposition),
                List.of());
    }

    private Recording.Unit unit(SfFireRow row, String name) throws UnreadableRow {
        String type = row.text(SfFireColumns.UNIT_TYPE);
        String kind = word(SfFireWords.kind(type).orElse(null), type, SfFireWords.OTHER_KIND);
        return new Recording.Unit(name, "SF " + row.unitId(), kind);
    }

    private String word(@Nullable String known, String told, String otherwise) {
        if (known == null) {
            unmapped.add(told);
            return otherwise;
        }
        return known;
    }

    private static LocationInput location(SfFireRow row, Instant at) throws UnreadableRow {
        String address = row.text(SfFireColumns.ADDRESS);
        String place = "%s, %s %s"
                .formatted(address, row.text(SfFireColumns.CITY), row.text(SfFireColumns.ZIP))
                .strip();
        LocationInput.Builder location = LocationInput.newBuilder()
                .setText(place)
                .setSource(LocationSource.IMPORTED)
                .setUncertaintyM(BLOCK_M)
                .setObservedAt(io.qipan.launcher.client.Stamps.of(at));
        row.point().ifPresent(location::setPoint);
        return location.build();
    }

    /** What is said about a call itself is taken from its first readable line. */
    private List<Recording.Call> callsWithOrders() {
        return calls.values().stream()
                .map(call ->
                        call.with(Objects.requireNonNull(orders.get(call.key())).values()))
                .sorted(Comparator.comparing(Recording.Call::receivedAt).thenComparing(Recording.Call::key))
                .toList();
    }
}
