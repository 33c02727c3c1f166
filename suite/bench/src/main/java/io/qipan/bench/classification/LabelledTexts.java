package io.qipan.bench.classification;

import io.qipan.launcher.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Texts that somebody has put a label on, oldest first. Only what was known before the label is text: of Montgomery's and
 * San Francisco's calls that is where it was, because what the caller said is not in the files; of petitions the title
 * and the letter.
 *
 * @param leftOut rows without a text, a label or a time
 */
record LabelledTexts(String title, String label, String text, List<Labelled> texts, int leftOut) {
    private static final DateTimeFormatter PLAIN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter AMERICAN = DateTimeFormatter.ofPattern("MM/dd/yyyy hh:mm:ss a", Locale.US);

    record Labelled(String text, String label, LocalDateTime at) {}

    /** How the columns of a file are read. */
    private enum Kind {
        MONTGOMERY("what stands before the colon of the title", "address and township") {
            @Override
            Labelled read(CSVRecord row) {
                return new Labelled(
                        row.get("addr") + "\n" + row.get("twp"),
                        row.get("title").replaceFirst(":.{0,200}", ""),
                        LocalDateTime.parse(row.get("timeStamp"), PLAIN));
            }
        },
        SAN_FRANCISCO_TYPE("Call Type", "address and neighbourhood") {
            @Override
            Labelled read(CSVRecord row) {
                return sanFrancisco(row, "Call Type");
            }
        },
        SAN_FRANCISCO_PRIORITY("Final Priority", "address and neighbourhood") {
            @Override
            Labelled read(CSVRecord row) {
                return sanFrancisco(row, "Final Priority");
            }
        },
        PETITIONS("一级分类", "title and letter") {
            @Override
            Labelled read(CSVRecord row) {
                return new Labelled(
                        row.get("留言主题") + "\n" + row.get("留言详情"),
                        row.get("一级分类").strip(),
                        LocalDateTime.parse(row.get("留言时间").strip(), PLAIN));
            }
        };

        private final String label;
        private final String text;

        Kind(String label, String text) {
            this.label = label;
            this.text = text;
        }

        abstract Labelled read(CSVRecord row);

        private static Labelled sanFrancisco(CSVRecord row, String label) {
            return new Labelled(
                    row.get("Address") + "\n" + row.get("Neighborhood  District"),
                    row.get(label),
                    LocalDateTime.parse(row.get("Received DtTm"), AMERICAN));
        }

        /** What a row is about; several rows about the same count once. */
        private String key(CSVRecord row) {
            return this == SAN_FRANCISCO_TYPE || this == SAN_FRANCISCO_PRIORITY
                    ? row.get("Call Number")
                    : Long.toString(row.getRecordNumber());
        }
    }

    /** Each way to read the file. */
    static List<LabelledTexts> read(Path file) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(Files.newBufferedReader(file, StandardCharsets.UTF_8), format)) {
            List<Kind> kinds = kinds(parser.getHeaderNames(), file);
            List<CSVRecord> rows = parser.getRecords();
            return kinds.stream().map(kind -> read(file, kind, rows)).toList();
        } catch (IOException e) {
            throw new UserError(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Kind> kinds(List<String> header, Path file) {
        if (header.containsAll(List.of("title", "timeStamp", "twp", "addr"))) {
            return List.of(Kind.MONTGOMERY);
        }
        if (header.containsAll(List.of("Call Number", "Call Type", "Final Priority", "Received DtTm", "Address"))) {
            return List.of(Kind.SAN_FRANCISCO_TYPE, Kind.SAN_FRANCISCO_PRIORITY);
        }
        if (header.containsAll(List.of("留言主题", "留言时间", "留言详情", "一级分类"))) {
            return List.of(Kind.PETITIONS);
        }
        throw new UserError(
                file + " has neither the columns of Montgomery's 911 calls (title, timeStamp, twp, addr), nor those of"
                        + " San Francisco's fire calls (Call Number, Call Type, Final Priority, Received DtTm,"
                        + " Address),"
                        + " nor those of petitions (留言主题, 留言时间, 留言详情, 一级分类).");
    }

    private static LabelledTexts read(Path file, Kind kind, List<CSVRecord> rows) {
        Map<String, Labelled> texts = new LinkedHashMap<>();
        int leftOut = 0;
        for (CSVRecord row : rows) {
            try {
                Labelled labelled = kind.read(row);
                if (labelled.text().isBlank() || labelled.label().isBlank()) {
                    leftOut++;
                } else {
                    texts.putIfAbsent(kind.key(row), labelled);
                }
            } catch (DateTimeException | IllegalArgumentException e) {
                leftOut++;
            }
        }
        List<Labelled> sorted = new ArrayList<>(texts.values());
        sorted.sort(Comparator.comparing(Labelled::at));
        return new LabelledTexts(String.valueOf(file.getFileName()), kind.label, kind.text, sorted, leftOut);
    }
}
