package io.qipan.launcher.replay;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A summary for a person. */
final class SummaryText {

    private static final int MOST_LINES = 20;

    private final PrintWriter out;

    SummaryText(PrintWriter out) {
        this.out = out;
    }

    void print(Summary s) {
        out.printf("%nReplayed %s (%s) in %.1f s, %.1f calls/s.%n", s.file(), s.format(), s.wallS(), s.callsPerS());
        out.printf("  %,d rows, %,d skipped; %,d units%n", s.rows(), s.skipped().size(), s.units());
        out.printf(
                "  %,d calls, %,d incidents (%,d ended), %,d orders, %,d milestones%n",
                s.calls(), s.incidents(), s.incidentsEnded(), s.orders(), s.milestones());
        out.printf("  recorded already before this run: %,d%n", s.alreadyRecorded());
        out.printf(
                "  times out of order: %,d, times told late: %,d, kept as milestones only: %,d%n",
                s.outOfOrderTimes(), s.lateTimes(), s.keptAsMilestone());
        if (s.acceptedForCrews() > 0) {
            out.printf(
                    "  accepted by voice for their crews when sent, which the file does not tell: %,d%n",
                    s.acceptedForCrews());
        }
        if (s.confirmedEnds() > 0) {
            out.printf("  ended at risk by two, who the file does not tell: %,d%n", s.confirmedEnds());
        }
        out.printf(
                "  escalations: %,d; calls repeated: %,d, overtaken: %,d, sent again: %,d%n",
                s.escalations(), s.repeatedCalls(), s.overtaken(), s.sentAgain());
        list(
                "Skipped",
                s.skipped().stream()
                        .map(r -> "line " + r.line() + ": " + r.reason())
                        .toList());
        list(
                "Words without a mapping, taken as the general one",
                s.unmappedWords().stream().sorted().toList());
        list(
                "Sent elsewhere before they were free",
                s.diversions().stream().map(SummaryText::diversion).toList());
        list(
                "Never reported free",
                s.neverFree().stream().map(SummaryText::neverFree).toList());
        list("Orders still open", s.ordersOpen());
        list("Orders that were not sent", s.ordersNotSent());
        out.println("Call processing, answered to first order:");
        out.println("  by the service: " + s.callProcessingOfService().inWords());
        out.println("  by the file:    " + s.callProcessingOfFile().inWords() + agreement(s));
        OpenCommitments commitments = s.openCommitments();
        out.printf(
                "Open commitments on the board: %,d on %,d units; units held twice: %s%n",
                commitments.open(),
                commitments.units(),
                commitments.unitsHeldTwice().isEmpty() ? "none" : String.join(", ", commitments.unitsHeldTwice()));
        out.flush();
    }

    private static String agreement(Summary s) {
        return switch (s.figures()) {
            case AGREE -> "";
            case DIFFER -> " - THEY DIFFER";
            case SERVICE_COVERS_MORE ->
                "%n  The service's figures cover %,d calls of the same time that the file does not hold: NOT COMPARED"
                        .formatted(s.callProcessingOfService().n()
                                - s.callProcessingOfFile().n());
        };
    }

    private static String diversion(Summary.Diversion d) {
        return "%s from call %s (sent %s) to call %s at %s, %s"
                .formatted(d.unit(), d.fromCall(), d.sentAt(), d.toCall(), d.divertedAt(), free(d.freeAt()));
    }

    private static String free(@Nullable String at) {
        return at == null ? "never reported free" : "reported free at " + at + " (kept as a late milestone)";
    }

    private static String neverFree(Summary.NeverFree never) {
        return "line %d, %s at call %s: %s".formatted(never.line(), never.unit(), never.call(), never.whatHappened());
    }

    private void list(String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        out.printf("%s (%,d):%n", title, lines.size());
        lines.stream().limit(MOST_LINES).forEach(line -> out.println("  " + line));
        if (lines.size() > MOST_LINES) {
            out.printf("  ... and %,d more; --json lists all%n", lines.size() - MOST_LINES);
        }
    }
}
