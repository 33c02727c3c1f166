package io.qipan.launcher.grid;

import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.GridFinding;
import io.qipan.proto.patrol.v1.GridFinding.Severity;
import io.qipan.proto.patrol.v1.ImportGridResponse;
import java.io.PrintWriter;
import java.util.Locale;

/** What an import found, one line each, and what came of it. */
final class FindingsText {
    private final PrintWriter out;

    FindingsText(PrintWriter out) {
        this.out = out;
    }

    void print(ImportGridResponse response, boolean dryRun) {
        response.getFindingsList().forEach(finding -> out.println(line(finding)));
        int untold = response.getErrorCount() + response.getWarningCount() - response.getFindingsCount();
        if (untold > 0) {
            out.println("... and " + untold + " more.");
        }
        out.println(count(response.getErrorCount(), "error") + ", " + count(response.getWarningCount(), "warning")
                + ". " + outcome(response, dryRun));
        out.flush();
    }

    private static String line(GridFinding finding) {
        StringBuilder line = new StringBuilder();
        line.append(finding.getSeverity() == Severity.ERROR ? "error " : "warning ");
        line.append(finding.getCode());
        if (finding.getIndex() >= 0) {
            line.append(", feature ").append(finding.getIndex());
        }
        if (!finding.getFeature().isEmpty()) {
            line.append(", ").append(finding.getFeature());
        }
        if (finding.hasPlace()) {
            Point place = finding.getPlace();
            line.append(String.format(Locale.ROOT, ", at %.6f N %.6f E", place.getLatitude(), place.getLongitude()));
        }
        return line.append(": ").append(finding.getText()).toString();
    }

    private static String outcome(ImportGridResponse response, boolean dryRun) {
        String change = response.getAdded() + " added, " + response.getChanged() + " changed, " + response.getRemoved()
                + " removed";
        if (response.hasRevision()) {
            return "Made " + response.getRevision().getName() + ": " + change + ".";
        }
        if (response.getErrorCount() > 0) {
            return "Nothing is written. Put the errors right and try again.";
        }
        return dryRun
                ? "An import would make a revision with " + change + "."
                : "Nothing differs, so nothing is written.";
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
