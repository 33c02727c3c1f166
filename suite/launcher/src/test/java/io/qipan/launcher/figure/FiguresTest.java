package io.qipan.launcher.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.client.Stamps;
import io.qipan.launcher.fake.FakeBoard;
import io.qipan.proto.dispatch.v1.Grouping;
import io.qipan.proto.dispatch.v1.SummarizeFiguresRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class FiguresTest {
    private final FakeBoard board = new FakeBoard();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void close() {
        board.close();
    }

    private int run(String... options) {
        return new CommandLine(new FiguresCommand(new Workspace(Path.of("")), any -> board.connect()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(options);
    }

    @Test
    void a_period_is_told_with_its_definition() {
        // When
        int exit = run("--from", "2026-11-01", "--until", "2026-12-01T00:00:00+08:00", "--by", "type");

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains(
                        "SIGNING",
                        "theft: n 4, mean 50.3 s, P50 40.0 s, P90 100.0 s",
                        "within 30 s 25.0 %, within 60 s 50.0 %",
                        "given up 1",
                        ", excluded 2 (exercise 2)",
                        "Excluded: exercises, which are told alone.",
                        "From sending to \"accepted\", or later.")
                .doesNotContain("compared");
        SummarizeFiguresRequest request = board.figures.requests.getFirst();
        assertThat(request.getFrom()).isEqualTo(Stamps.of(Instant.parse("2026-11-01T00:00:00Z")));
        assertThat(request.getUntil()).isEqualTo(Stamps.of(Instant.parse("2026-11-30T16:00:00Z")));
        assertThat(request.getOptionalGrouping()).isEqualTo(Grouping.BY_TYPE);
    }

    @Test
    void zones_are_asked_for_by_name() {
        // When
        int exit = run("--from", "2026-11-01", "--until", "2026-12-01", "--by", "zone");

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(board.figures.requests.getFirst().getOptionalGrouping()).isEqualTo(Grouping.BY_ZONE);
    }

    @Test
    void a_table_has_a_line_for_each_period_and_keeps_quotes() throws IOException {
        // When
        int exit = run("--from", "2026-11-01", "--until", "2026-12-01", "--against", "2026-10-01", "--csv");

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        List<CSVRecord> rows;
        try (CSVParser parser = CSVParser.parse(
                out.toString(),
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            rows = parser.getRecords();
        }
        assertThat(rows)
                .extracting(row ->
                        row.get("period") + " " + row.get("n") + " " + row.get("bound_2_s") + " " + row.get("within_2"))
                .containsExactly("asked 4 60 2", "compared 3 60 2");
        assertThat(rows.getFirst().get("definition")).isEqualTo("From sending to \"accepted\", or later.");
        assertThat(rows)
                .extracting(row -> row.get("excluded") + " " + row.get("excluded_exercise") + " "
                        + row.get("excluded_attached") + " " + row.get("exclusions"))
                .containsOnly("2 2 0 exercises, which are told alone.");
    }

    @Test
    void what_is_no_time_is_refused_with_how_to_write_one() {
        // When
        int exit = run("--from", "yesterday", "--until", "2026-12-01");

        // Then
        assertThat(exit).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("'--from'", "'yesterday' is no time", "2026-11-22T08:00:00+08:00");
        assertThat(board.figures.requests).isEmpty();
    }
}
