package io.qipan.launcher.track;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Json;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.fake.FakeBoard;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.patrol.v1.StreamPositionsRequest;
import io.qipan.proto.patrol.v1.Unit;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportTracksTest {
    private static final String BOAT = "units/boat-1";
    private static final Instant START = Instant.parse("2026-11-20T02:00:00Z");

    private final FakeBoard board = new FakeBoard();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @BeforeEach
    void registerUnit() {
        board.store.units.put(BOAT, Unit.newBuilder().setName(BOAT).build());
    }

    @AfterEach
    void close() {
        board.close();
    }

    private int run(Object... arguments) {
        CommandLine command = new CommandLine(new ImportTracksCommand(new Workspace(folder), any -> board.connect()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println(failure.getMessage());
                    return ExitCode.FAILED;
                });
        String[] words = new String[arguments.length + 2];
        for (int i = 0; i < arguments.length; i++) {
            words[i] = arguments[i].toString();
        }
        words[arguments.length] = "--unit";
        words[arguments.length + 1] = BOAT;
        return command.execute(words);
    }

    private Path file(String name, String content) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        return Files.writeString(folder.resolve(name), content);
    }

    @Test
    void a_folder_becomes_tracks_of_a_unit() throws IOException {
        // Given
        Path one = file("user/Trajectory/1.plt", Samples.plt(1_203, START));
        file("user/Trajectory/2.plt", Samples.plt(10, START.plusSeconds(90_000)));
        file("user/labels.txt", "no track");

        // When
        int exit = run(folder.resolve("user"), "--datum", "gcj02");

        // Then
        assertThat(exit).as("%s", err).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains(
                        one + ", 2026-11-20T02:00:00Z to 2026-11-20T03:40:10Z: 1,203 points, 1,203 stored, 0 duplicate,"
                                + " 0 quarantined, 0 lines skipped, 1203.000 km raw, 601.500 km filtered")
                .contains("2 files: 1,213 points, 1,213 stored")
                .contains("raw by sum_of_fixes_v1, filtered by anchored_v1");
        assertThat(board.positions.batches).hasSize(4);
        StreamPositionsRequest first = board.positions.batches.getFirst();
        assertThat(first.getFixes(0).getSequence()).isEqualTo(7);
        assertThat(first.getFixes(0).getPoint().getDatum()).isEqualTo(Datum.GCJ02);
        assertThat(first.getDevice()).matches("import-[0-9a-f]{24}");
        assertThat(board.tracks.kept).hasSize(2);
    }

    @Test
    void the_same_content_again_is_known_also_under_another_name() throws IOException {
        // Given
        int first = run(file("1.plt", Samples.plt(20, START)));

        // When
        int second = run(file("copy.plt", Samples.plt(20, START)));

        // Then
        assertThat(first + second).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("20 points, 0 stored, 20 duplicate");
    }

    @Test
    void what_was_not_acknowledged_when_a_stream_broke_goes_out_again() throws IOException {
        // Given
        board.positions.breaksAfter.set(2);

        // When
        int exit = run(file("1.plt", Samples.plt(4_000, START)));

        // Then
        assertThat(exit).as("%s", err).isEqualTo(ExitCode.OK);
        assertThat(board.tracks.kept.values().iterator().next()).hasSize(4_000);
        assertThat(out.toString()).contains("4,000 points, 3,500 stored, 500 duplicate");
    }

    @Test
    void each_id_of_a_file_is_a_device() throws IOException {
        // Given
        Path ships = file("ships.csv", """
                ID,ais_pos_timestamp,longitude,latitude
                1,20/03/2021 00:22,32.5,31.4
                EVER GIVEN,20/03/2021 00:22,32.5,31.4
                1,20/03/2021 00:25,32.6,91.5
                1,soon,32.6,31.5
                """);

        // When
        int exit = run(ships, "--format", "ais");

        // Then
        assertThat(exit).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString())
                .contains("ships.csv, line 5 is skipped: 'soon' is no time.")
                .contains("tells of 2 ids");
        assertThat(out.toString())
                .contains("(2 ids)")
                .contains("3 points, 2 stored, 0 duplicate, 1 quarantined, 1 lines skipped")
                .contains("in quarantine: 1 NOT_ON_EARTH");
        assertThat(board.tracks.kept.keySet())
                .anySatisfy(key -> assertThat(key).endsWith("-1"))
                .anySatisfy(key -> assertThat(key).matches(BOAT + " import-[0-9a-f]{24}-[0-9a-f]{24}"));
    }

    @Test
    void one_id_of_a_file_can_be_taken_alone() throws IOException {
        // Given
        Path ships = file("ships.csv", """
                ID,ais_pos_timestamp,longitude,latitude
                1,20/03/2021 00:22,32.5,31.4
                2,20/03/2021 00:22,32.5,31.4
                """);

        // When
        int exit = run(ships, "--format", "ais", "--id", "2", "--json");

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        JsonNode report = Json.MAPPER.readTree(out.toString());
        assertThat(report.at("/sums/stored").asInt()).isEqualTo(1);
        assertThat(report.at("/files/0/devices").asInt()).isEqualTo(1);
        assertThat(report.at("/filtered_method").asText()).isEqualTo("anchored_v1");
    }

    @Test
    void a_file_of_another_kind_stops_all_before_anything_is_written() throws IOException {
        // Given
        Path good = file("1.plt", Samples.plt(20, START));
        Path bad = file("2.plt", "latitude,longitude\n1,2\n");

        // When
        int exit = run(good, bad);

        // Then
        assertThat(exit).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("2.plt is not of the format plt").contains("Nothing was written.");
        assertThat(board.positions.batches).isEmpty();
    }

    @Test
    void a_unit_that_does_not_exist_is_told() throws IOException {
        // Given
        board.store.units.clear();

        // When
        int exit = run(file("1.plt", Samples.plt(20, START)));

        // Then
        assertThat(exit).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("There is no units/boat-1 on this board, so nothing was written.");
        assertThat(board.positions.batches).isEmpty();
    }

    @Test
    void what_is_too_old_for_the_board_is_told_before_anything_is_written() throws IOException {
        // Given
        board.tracks.takenFrom = Instant.parse("2025-10-18T00:00:00Z");

        // When
        int exit = run(file("1.plt", Samples.plt(20, Instant.parse("2008-10-23T00:00:00Z"))));

        // Then
        assertThat(exit).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString())
                .contains("takes no positions from before 2025-10-18T00:00:00Z, so nothing was written")
                .containsPattern("QIPAN_POSITIONS_KEPT=P[0-9]+D \\./qipan up --detach");
        assertThat(board.positions.batches).isEmpty();
    }

    @Test
    void what_is_no_format_is_not_understood() throws IOException {
        // When
        int exit = run(file("1.plt", Samples.plt(20, START)), "--format", "kml");

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("There is no format 'kml'");
    }

    @Test
    void a_name_that_tells_nothing_needs_a_format() throws IOException {
        // When
        int exit = run(file("track.dat", "x"));

        // Then
        assertThat(exit).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("Say it with --format");
    }
}
