package io.qipan.launcher.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.qipan.launcher.figure.FigureTable;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.FigureRow;
import io.qipan.proto.dispatch.v1.SummarizeFiguresResponse;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The evening in numbers, from its record.
 *
 * @param happened nothing is missing
 * @param counts by what is counted
 * @param seconds how long it took, by measure
 */
record EveningAccount(
        boolean happened,
        List<String> missing,
        Map<String, Long> counts,
        Map<String, Times> seconds,
        @JsonIgnore SummarizeFiguresResponse figures) {

    /**
     * @param n how many values there are
     */
    record Times(long n, double mean, double p50, double p90, double p95, double longest) {}

    static EveningAccount of(DispatchDemo.Result result) {
        Map<String, Times> seconds = new LinkedHashMap<>();
        for (FigureRow row : result.figures().getRowsList()) {
            var figure = row.getFigure();
            seconds.put(
                    row.getMeasure().name(),
                    new Times(
                            figure.getN(),
                            figure.getMeanS(),
                            figure.getP50S(),
                            figure.getP90S(),
                            figure.getP95S(),
                            figure.getLongestS()));
        }
        return new EveningAccount(
                result.missing().isEmpty(),
                result.missing(),
                counts(result.evening(), result.real()),
                seconds,
                result.figures());
    }

    private static Map<String, Long> counts(EveningRecord evening, RealFigures.Seen real) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("callers", (long) evening.calls().size());
        counts.put("callers about the fire", (long) evening.callsOfTheFire().size());
        counts.put("of these attached to it", outcomes(evening, CallOutcome.ATTACHED_TO_INCIDENT));
        counts.put("incidents opened", outcomes(evening, CallOutcome.INCIDENT_OPENED));
        counts.put("merged", (long) evening.merges().size());
        counts.put("merged and taken out again", (long) evening.undone().size());
        counts.put("handed over to 12345", outcomes(evening, CallOutcome.TRANSFERRED));
        counts.put("orders to units", (long) evening.orders().size());
        counts.put(
                "people found",
                evening.searches().stream()
                        .filter(search -> search.getClosing().hasHappenedAt())
                        .count());
        counts.put(
                "posts that acknowledged",
                evening.commandNotices().stream()
                        .filter(notice -> notice.hasAcknowledgedAt())
                        .count());
        counts.put("tasks of the contingency plan", (long) evening.tasks().size());
        counts.put(
                "of these gone to the next post",
                evening.tasks().stream().filter(task -> task.getRaised() > 0).count());
        counts.put("left open", (long) evening.open().size());
        counts.put("calls in the board's own figures", real.calls());
        counts.put("of these of the evening", real.calls() - real.real().answered());
        return counts;
    }

    private static long outcomes(EveningRecord evening, CallOutcome outcome) {
        return evening.calls().values().stream()
                .map(Call::getOutcome)
                .filter(outcome::equals)
                .count();
    }

    void print(PrintWriter out) {
        out.println();
        out.println("What the board recorded of the evening:");
        counts.forEach((what, count) -> out.printf("%6d  %s%n", count, what));
        out.println();
        out.println("By the definitions of the board's figures, of these exercises alone (./qipan figures --drills):");
        new FigureTable(figures).print(out);
        out.flush();
    }
}
