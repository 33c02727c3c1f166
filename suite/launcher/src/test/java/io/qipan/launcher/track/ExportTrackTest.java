package io.qipan.launcher.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.client.Stamps;
import io.qipan.launcher.fake.FakeBoard;
import io.qipan.proto.patrol.v1.ExportTrackRequest;
import io.qipan.proto.patrol.v1.ExportTrackRequest.Format;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExportTrackTest {
    private final FakeBoard board = new FakeBoard();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        board.close();
    }

    private int run(String... arguments) {
        return new CommandLine(new ExportTrackCommand(new Workspace(folder), any -> board.connect()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println(failure.getMessage());
                    return ExitCode.FAILED;
                })
                .execute(arguments);
    }

    @Test
    void a_track_becomes_a_file() {
        // Given
        Path file = folder.resolve("boat.gpx");

        // When
        int exit = run(
                "boat-1",
                "--from",
                "2026-11-22",
                "--until",
                "2026-11-22T18:00:00+08:00",
                "--format",
                "gpx",
                "--tolerance",
                "2.5",
                "-o",
                file.toString());

        // Then
        assertThat(exit).as("%s", err).isEqualTo(ExitCode.OK);
        assertThat(file).content().isEqualTo("<gpx>轨迹</gpx>");
        assertThat(err.toString()).contains("7 of 1,200 fixes are written to " + file);
        ExportTrackRequest request = board.tracks.exports.getFirst();
        assertThat(request.getUnit()).isEqualTo("units/boat-1");
        assertThat(request.getFrom()).isEqualTo(Stamps.of(Instant.parse("2026-11-22T00:00:00Z")));
        assertThat(request.getUntil()).isEqualTo(Stamps.of(Instant.parse("2026-11-22T10:00:00Z")));
        assertThat(request.getToleranceM()).isEqualTo(2.5);
        assertThat(request.getFormat()).isEqualTo(Format.GPX);
    }

    @Test
    void without_a_file_it_is_printed() {
        // When
        int exit = run("units/boat-1", "--from", "2026-11-22", "--until", "2026-11-23", "--format", "geojson");

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).isEqualTo("<gpx>轨迹</gpx>");
        assertThat(board.tracks.exports.getFirst().hasToleranceM()).isFalse();
    }

    @Test
    void what_breaks_off_is_no_file() {
        // Given
        board.tracks.breaksOff = true;
        Path file = folder.resolve("boat.gpx");

        // When
        int exit = run(
                "boat-1", "--from", "2026-11-22", "--until", "2026-11-23", "--format", "gpx", "-o", file.toString());

        // Then
        assertThat(exit).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("broke off");
        assertThat(file).doesNotExist();
    }

    @Test
    void what_is_no_time_is_not_understood() {
        // When
        int exit = run("boat-1", "--from", "yesterday", "--until", "2026-11-23", "--format", "gpx");

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("'--from'", "'yesterday' is no time");
    }
}
