package io.qipan.launcher.track;

import io.qipan.launcher.track.ImportReport.ImportedFile;
import io.qipan.launcher.track.ImportReport.Sums;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an import did, for people: a line for each file, and one for all. */
final class ImportText {
    private final PrintWriter out;

    ImportText(PrintWriter out) {
        this.out = out;
    }

    void print(ImportReport report) {
        report.files().forEach(this::print);
        if (report.files().size() > 1) {
            out.println(report.files().size() + " files: " + sums(report.sums()));
        }
        out.println("Kilometres: raw by " + report.rawMethod() + ", filtered by " + report.filteredMethod() + ".");
        out.flush();
    }

    private void print(ImportedFile file) {
        String devices = file.devices() == 1 ? "" : " (" + file.devices() + " ids)";
        out.println(file.file() + devices + ", " + file.firstAt() + " to " + file.lastAt() + ": " + sums(file.sums()));
        if (!file.quarantined().isEmpty()) {
            out.println("  in quarantine: "
                    + file.quarantined().entrySet().stream()
                            .map(one -> one.getValue() + " " + one.getKey())
                            .collect(Collectors.joining(", ")));
        }
    }

    private static String sums(Sums sums) {
        return String.format(
                Locale.ROOT,
                "%,d points, %,d stored, %,d duplicate, %,d quarantined, %,d lines skipped, %.3f km raw, %.3f km filtered",
                sums.points(),
                sums.stored(),
                sums.duplicate(),
                sums.quarantined(),
                sums.skipped(),
                sums.rawKm(),
                sums.filteredKm());
    }
}
