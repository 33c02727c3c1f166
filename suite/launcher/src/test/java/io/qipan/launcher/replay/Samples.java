package io.qipan.launcher.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Files of the format sf-fire. */
final class Samples {

    static final Path SAMPLE = Path.of("../samples/sf-fire-sample.csv");
    static final Instant LATER = Instant.parse("2026-01-01T00:00:00Z");

    private Samples() {}

    static Recording sample() {
        return SfFireFile.read(SAMPLE, LATER);
    }

    static String header() {
        try {
            return Files.readAllLines(SAMPLE).getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A row in which only what is given differs from a plain one; times are of the afternoon of 2 May 2018. */
    static String row(String call, String unit, String received, String sent, String available) {
        String day = "05/02/2018 ";
        return String.join(
                ",",
                call,
                unit,
                "1",
                "Alarms",
                "05/02/2018",
                "05/02/2018",
                day + received + " PM",
                day + received + " PM",
                day + sent + " PM",
                "",
                "",
                "",
                "",
                "Fire",
                available.isEmpty() ? "" : day + available + " PM",
                "0 Block of SAMPLE ST",
                "Sampleton",
                "00000",
                "B99",
                "99",
                "9999",
                "3",
                "3",
                "3",
                "true",
                "Alarm",
                "1",
                "ENGINE",
                "1",
                "0",
                "0",
                "Nowhere",
                "\"(37.77, -122.41)\"",
                call + "-" + unit);
    }

    static Recording read(Path folder, String... rows) {
        return SfFireFile.read(file(folder, rows), LATER);
    }

    static Path file(Path folder, String... rows) {
        try {
            Path file = folder.resolve("file.csv");
            Files.write(file, List.of(header()));
            Files.write(file, List.of(rows), java.nio.file.StandardOpenOption.APPEND);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Requested and sent for each order, one for each stamp, and one for each order that a diversion ended. */
    static int milestones(Recording recording) {
        return recording.calls().stream()
                        .flatMap(call -> call.orders().stream())
                        .mapToInt(order -> 2 + order.stamps().size())
                        .sum()
                + Plan.of(recording).diversions().size();
    }
}
