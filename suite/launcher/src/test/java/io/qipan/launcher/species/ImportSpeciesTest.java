package io.qipan.launcher.species;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.fake.FakeBoard;
import io.qipan.proto.ecology.v1.ImportProtectedSpeciesRequest;
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

class ImportSpeciesTest {
    private static final String LIST = "门,纲,目,科,种,学名,保护级别,备注\n";

    private final FakeBoard board = new FakeBoard();
    private final StringWriter out = new StringWriter();

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.writeString(folder.resolve("list.csv"), LIST);
    }

    @AfterEach
    void close() {
        board.close();
    }

    private int run(String... arguments) {
        return new CommandLine(new ImportSpeciesCommand(new Workspace(folder), any -> board.connect()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(arguments);
    }

    @Test
    void a_list_without_faults_is_taken_over() throws IOException {
        // When
        int exit = run(file.toString(), "--in-force-from", "2021-02-05");

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("7 animals: 3 first class, 4 second class; 3 aquatic. Made speciesLists/1.");
        ImportProtectedSpeciesRequest request = board.species.requests.getFirst();
        assertThat(request.getReason()).isEqualTo("import of list.csv");
        assertThat(new String(
                        new GZIPInputStream(new ByteArrayInputStream(
                                        request.getCsvGzip().toByteArray()))
                                .readAllBytes(),
                        StandardCharsets.UTF_8))
                .isEqualTo(LIST);
    }

    @Test
    void a_dry_run_says_what_would_be() {
        // When
        int exit = run(file.toString(), "--in-force-from", "2021-02-05", "--dry-run");

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("3 aquatic. No faults.");
    }

    @Test
    void faults_are_printed_with_their_lines_and_fail() {
        // When
        int exit = run(file.toString(), "--in-force-from", "1989-01-14");

        // Then
        assertThat(exit).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString()).contains("line 7: 种 is empty", "... and 1 more.", "2 faults, nothing is written.");
    }

    @Test
    void the_day_must_be_given() {
        // When
        int exit = run(file.toString());

        // Then
        assertThat(exit).isEqualTo(ExitCode.USAGE);
    }
}
