package io.qipan.launcher.figure;

import io.qipan.proto.dispatch.v1.Excluded;
import io.qipan.proto.dispatch.v1.ExclusionDefinition;
import io.qipan.proto.dispatch.v1.Figure;
import io.qipan.proto.dispatch.v1.FigureRow;
import io.qipan.proto.dispatch.v1.MeasureDefinition;
import io.qipan.proto.dispatch.v1.SummarizeFiguresResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Figures for people and for spreadsheets. */
public record FigureTable(SummarizeFiguresResponse figures) {
    private static final List<Excluded.Reason> REASONS = Stream.of(Excluded.Reason.values())
            .filter(reason -> reason != Excluded.Reason.REASON_UNSPECIFIED && reason != Excluded.Reason.UNRECOGNIZED)
            .toList();

    private static final List<String> HEADING = Stream.of(
                    Stream.of(
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
                            "excluded"),
                    REASONS.stream().map(reason -> "excluded_" + word(reason)),
                    Stream.of("definition", "exclusions"))
            .flatMap(columns -> columns)
            .toList();

    private static String word(Excluded.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

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
            if (definition.getExclusionsCount() > 0) {
                out.println("  Excluded: " + exclusions(definition));
            }
        }
        if (figures.getGroupsLeftOut() > 0) {
            out.println(figures.getGroupsLeftOut() + " groups with fewer values are left out.");
        }
    }

    private static String exclusions(MeasureDefinition definition) {
        return definition.getExclusionsList().stream()
                .map(ExclusionDefinition::getEnglish)
                .collect(Collectors.joining("; ", "", "."));
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
                .append(excluded(figure))
                .toString();
    }

    private static String excluded(Figure figure) {
        String counts = figure.getExcludedList().stream()
                .map(excluded -> String.format(Locale.ROOT, "%s %,d", word(excluded.getReason()), excluded.getCount()))
                .collect(Collectors.joining(", ", " (", ")"));
        return String.format(Locale.ROOT, ", excluded %,d", count(figure)) + (count(figure) > 0 ? counts : "");
    }

    private static long count(Figure figure) {
        return figure.getExcludedList().stream().mapToLong(Excluded::getCount).sum();
    }

    private static long count(Figure figure, Excluded.Reason reason) {
        return figure.getExcludedList().stream()
                .filter(excluded -> excluded.getReason() == reason)
                .mapToLong(Excluded::getCount)
                .sum();
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
        cells.addAll(List.of(figure.getUnfinished(), figure.getGivenUp(), figure.getContradictory(), count(figure)));
        REASONS.forEach(reason -> cells.add(count(figure, reason)));
        cells.addAll(List.of(definition.getEnglish(), exclusions(definition)));
        return cells;
    }
}
