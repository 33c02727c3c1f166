package io.qipan.launcher.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.fake.FakeBoard;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.patrol.v1.GridFeature.Kind;
import io.qipan.proto.patrol.v1.ImportGridRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportGridTest {
    private static final String DOCUMENT = "{\"type\": \"FeatureCollection\", \"features\": []}";

    private final FakeBoard board = new FakeBoard();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.writeString(folder.resolve("grid.geojson"), DOCUMENT);
    }

    @AfterEach
    void close() {
        board.close();
    }

    private int run(String... arguments) {
        CommandLine command = new CommandLine(new ImportGridCommand(new Workspace(folder), any -> board.connect()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    @Test
    void a_file_without_faults_becomes_a_revision() throws IOException {
        // When
        int exit = run(
                file.toString(),
                "--datum",
                "gcj02",
                "--kind",
                "city",
                "--property",
                "code=adcode",
                "--property",
                "parent=parent.adcode",
                "--accept-suspicions");

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("0 errors, 0 warnings. Made gridRevisions/1: 3 added");
        ImportGridRequest request = board.grid.requests.getFirst();
        assertThat(request.getDatum()).isEqualTo(Datum.GCJ02);
        assertThat(request.getOptionalKind()).isEqualTo(Kind.CITY);
        assertThat(request.getProperties().getCode()).isEqualTo("adcode");
        assertThat(request.getProperties().getParent()).isEqualTo("parent.adcode");
        assertThat(request.getAcceptSuspicions()).isTrue();
        assertThat(request.getReason()).isEqualTo("import of grid.geojson");
        assertThat(new String(
                        new GZIPInputStream(new ByteArrayInputStream(
                                        request.getGeojsonGzip().toByteArray()))
                                .readAllBytes(),
                        StandardCharsets.UTF_8))
                .isEqualTo(DOCUMENT);
    }

    @Test
    void the_next_import_starts_from_the_newest_revision() {
        // Given
        int first = run(file.toString(), "--datum", "wgs84");

        // When
        int second = run(file.toString(), "--datum", "wgs84");

        // Then
        assertThat(first + second).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("Made gridRevisions/2");
    }

    @Test
    void errors_are_printed_with_feature_and_place_and_fail() {
        // When
        int exit = run(file.toString(), "--datum", "wgs84", "--kind", "zone");

        // Then
        assertThat(exit).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString())
                .contains("error OVERLAP, feature 4, gridFeatures/zone-W, at 39.610000 N 106.820000 E: Two zones share")
                .contains("1 error, 0 warnings. Nothing is written.");
    }

    @Test
    void a_dry_run_says_what_would_be() {
        // When
        int exit = run(file.toString(), "--datum", "wgs84", "--dry-run");

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("An import would make a revision with 3 added");
    }

    @Test
    void what_is_no_datum_is_not_understood() {
        // When
        int exit = run(file.toString(), "--datum", "cgcs2000");

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("There is no datum 'cgcs2000'");
    }
}
