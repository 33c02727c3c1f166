package io.qipan.launcher.place;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.fake.FakeBoard;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.dispatch.v1.GazetteerPlace.Kind;
import io.qipan.proto.dispatch.v1.ImportPlacesRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportPlacesTest {
    private static final String LIST = "code,name\n1,人民公园\n";

    private final FakeBoard board = new FakeBoard();
    private final StringWriter out = new StringWriter();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        board.close();
    }

    private int run(String file, String... options) throws IOException {
        Path written = Files.writeString(folder.resolve(file), LIST);
        CommandLine command = new CommandLine(new ImportPlacesCommand(new Workspace(folder), any -> board.connect()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()));
        String[] arguments = new String[options.length + 1];
        arguments[0] = written.toString();
        System.arraycopy(options, 0, arguments, 1, options.length);
        return command.execute(arguments);
    }

    @Test
    void a_table_is_sent_packed_and_starts_from_the_newest_revision() throws IOException {
        // When
        int exit = run("parks.csv", "--source", "parks", "--datum", "gcj02", "--kind", "landmark");

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains(
                        "Nothing is read from remark.",
                        "5 places: 3 new, 1 changed, 0 gone. Made gazetteerRevisions/8.");
        ImportPlacesRequest request = board.gazetteer.requests.getFirst();
        assertThat(request.getBaseRevision()).isEqualTo(7);
        assertThat(request.getDatum()).isEqualTo(Datum.GCJ02);
        assertThat(request.getOptionalKind()).isEqualTo(Kind.LANDMARK);
        assertThat(request.getReason()).isEqualTo("import of parks.csv");
        assertThat(new String(
                        new GZIPInputStream(new ByteArrayInputStream(
                                        request.getCsvGzip().toByteArray()))
                                .readAllBytes(),
                        StandardCharsets.UTF_8))
                .isEqualTo(LIST);
    }

    @Test
    void any_other_file_is_sent_as_geojson_and_a_dry_run_says_what_would_be() throws IOException {
        // When
        int exit = run("roads.geojson", "--source", "roads", "--datum", "wgs84", "--dry-run");

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(board.gazetteer.requests.getFirst().hasGeojsonGzip()).isTrue();
        assertThat(out.toString()).contains("0 gone. No faults.");
    }

    @Test
    void faults_are_printed_with_their_lines_and_fail() throws IOException {
        // When
        int exit = run("parks.csv", "--source", "faulty", "--datum", "wgs84");

        // Then
        assertThat(exit).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString()).contains("line 7: has 3 cells", "... and 1 more.", "2 faults, nothing is written.");
    }

    @Test
    void the_datum_must_be_given() throws IOException {
        // When
        int exit = run("parks.csv", "--source", "parks");

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
    }
}
