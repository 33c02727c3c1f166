package io.qipan.launcher.figure;

import io.qipan.proto.dispatch.v1.Figure;
import io.qipan.proto.dispatch.v1.FigureRow;
import io.qipan.proto.dispatch.v1.MeasureDefinition;
import io.qipan.proto.dispatch.v1.SummarizeFiguresResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Figures for people and for spreadsheets. */
public record FigureTable(SummarizeFiguresResponse figures) {
    private static final List<String> HEADING = List.of(
            "measure",
            "group",
            "period",
            "n",
            "mean_s",
            "p50_s",
            "p90_s",
            "p95_s",
            "longest_s",
            "bound_1_s",
            "within_1",
            "bound_2_s",
            "within_2",
            "bound_3_s",
            "within_3",
            "bound_4_s",
            "within_4",
            "unfinished",
            "given_up",
            "contradictory",
            "definition");

    public void print(PrintWriter out) {
        for (MeasureDefinition definition : figures.getDefinitionsList()) {
            out.println(definition.getMeasure());
            figures.getRowsList().stream()
                    .filter(row -> row.getMeasure() == definition.getMeasure())
                    .forEach(row -> {
                        out.println("  " + label(row) + line(definition, row.getFigure()));
                        if (row.hasCompared()) {
                            out.println("    compared: " + line(definition, row.getCompared()));
                        }
                    });
            out.println("  " + definition.getEnglish());
        }
        if (figures.getGroupsLeftOut() > 0) {
            out.println(figures.getGroupsLeftOut() + " groups with fewer values are left out.");
        }
    }

    private static String label(FigureRow row) {
        return row.getGroup().isEmpty() ? "" : row.getGroup() + ": ";
    }

    private static String line(MeasureDefinition definition, Figure figure) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "n %,d, mean %.1f s, P50 %.1f s, P90 %.1f s, P95 %.1f s, longest %.1f s",
                figure.getN(),
                figure.getMeanS(),
                figure.getP50S(),
                figure.getP90S(),
                figure.getP95S(),
                figure.getLongestS()));
        for (int i = 0; i < figure.getWithinCount() && figure.getN() > 0; i++) {
            line.append(String.format(
                    Locale.ROOT,
                    ", within %d s %.1f %%",
                    definition.getBoundsS(i),
                    100.0 * figure.getWithin(i) / figure.getN()));
        }
        return line.append(String.format(
                        Locale.ROOT,
                        "; unfinished %,d, given up %,d, contradictory %,d",
                        figure.getUnfinished(),
                        figure.getGivenUp(),
                        figure.getContradictory()))
                .toString();
    }

    void writeCsv(PrintWriter out) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader(HEADING.toArray(String[]::new))
                .get();
        // The caller's writer: it is flushed and not closed.
        CSVPrinter csv = new CSVPrinter(out, format);
        for (FigureRow row : figures.getRowsList()) {
            csv.printRecord(cells(row, "asked", row.getFigure()));
            if (row.hasCompared()) {
                csv.printRecord(cells(row, "compared", row.getCompared()));
            }
        }
        csv.flush();
    }

    private List<Object> cells(FigureRow row, String period, Figure figure) {
        MeasureDefinition definition = figures.getDefinitionsList().stream()
                .filter(known -> known.getMeasure() == row.getMeasure())
                .findFirst()
                .orElseThrow();
        List<Object> cells = new ArrayList<>(List.of(
                row.getMeasure(),
                row.getGroup(),
                period,
                figure.getN(),
                figure.getMeanS(),
                figure.getP50S(),
                figure.getP90S(),
                figure.getP95S(),
                figure.getLongestS()));
        IntStream.range(0, figure.getWithinCount()).forEach(i -> {
            cells.add(definition.getBoundsS(i));
            cells.add(figure.getWithin(i));
        });
        cells.addAll(List.of(
                figure.getUnfinished(), figure.getGivenUp(), figure.getContradictory(), definition.getEnglish()));
        return cells;
    }
}
