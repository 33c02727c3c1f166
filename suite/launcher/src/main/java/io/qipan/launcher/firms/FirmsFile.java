package io.qipan.launcher.firms;

import io.qipan.launcher.UserError;
import io.qipan.proto.ecology.v1.Hotspot;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** A file of FIRMS, MODIS or VIIRS. No field spans lines, so each line is read by itself and a broken one spoils no other. */
final class FirmsFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path file;
    private final Instant now;

    /** @param now what is later has not been seen yet */
    FirmsFile(Path file, Instant now) {
        this.file = file;
        this.now = now;
    }

    /**
     * @param hotspot told each detection in its order
     * @param skipped told the number of each line that is none, from 1, and why
     */
    void read(Consumer<Hotspot> hotspot, BiConsumer<Long, String> skipped) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            FirmsRow row = new FirmsRow(columns(lines.readLine()), now);
            long number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                try {
                    hotspot.accept(row.hotspot(fields(line)));
                } catch (FirmsRow.Unreadable e) {
                    skipped.accept(number, e.why());
                }
            }
        } catch (IOException e) {
            throw new UserError("The file " + file + " cannot be read: " + e + ". Give the path of a CSV file.", e);
        }
    }

    private List<String> columns(@Nullable String line) {
        if (line == null) {
            throw new UserError("The file " + file + " is empty.");
        }
        String text = line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
        try {
            List<String> names = fields(text).stream().map(String::strip).toList();
            List<String> missing = FirmsRow.NEEDED.stream()
                    .filter(needed -> !names.contains(needed))
                    .toList();
            if (missing.isEmpty()) {
                return names;
            }
            throw new UserError("The first line of " + file + " has no column " + String.join(", ", missing)
                    + ". Give a file as FIRMS distributes it, MODIS or VIIRS, with its heading.");
        } catch (FirmsRow.Unreadable e) {
            throw new UserError("The first line of " + file + " is no heading: " + e.why() + ".", e);
        }
    }

    private static CSVRecord fields(String line) throws FirmsRow.Unreadable {
        try (CSVParser parser = CSVParser.parse(line, CSVFormat.DEFAULT)) {
            List<CSVRecord> records = parser.getRecords();
            if (records.size() == 1) {
                return records.getFirst();
            }
        } catch (IOException | RuntimeException e) {
            throw new FirmsRow.Unreadable("a quote is not where one belongs");
        }
        throw new FirmsRow.Unreadable("it is not one line of comma-separated values");
    }
}
