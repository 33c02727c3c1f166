package io.qipan.launcher.firms;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.fake.FakeBoard;
import io.qipan.proto.ecology.v1.Clue.Confidence;
import io.qipan.proto.ecology.v1.Hotspot;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportFirmsTest {
    private static final String MODIS =
            "latitude,longitude,brightness,scan,track,acq_date,acq_time,satellite,confidence,version,bright_t31,frp,daynight\n";

    private final FakeBoard board = new FakeBoard();
    private final StringWriter out = new StringWriter();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        board.close();
    }

    private int run(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("firms.csv"), content);
        return new CommandLine(new ImportFirmsCommand(new Workspace(folder), any -> board.connect()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(file.toString());
    }

    private List<Hotspot> sent() {
        return board.hotspots.requests.stream()
                .flatMap(request -> request.getHotspotsList().stream())
                .toList();
    }

    @Test
    void a_modis_file_is_sent_with_its_times_and_confidence() throws IOException {
        // Given
        String file = MODIS
                + "42.5,120.25,306.43,1.17,1.08,2022-02-26,0236,T,79,6.1NRT,276.13,14.58,D\n"
                + "42.5,120.25,306.43,1.17,1.08,2022-02-26,5,A,29,6.1NRT,276.13,8,N\n";

        // When
        int exit = run(file);

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(sent()).extracting(Hotspot::getConfidence).containsExactly(Confidence.NOMINAL, Confidence.LOW);
        assertThat(sent()).extracting(Hotspot::getSatellite).containsExactly("Terra", "Aqua");
        assertThat(sent())
                .extracting(
                        hotspot -> Instant.ofEpochSecond(hotspot.getAcquiredAt().getSeconds()))
                .containsExactly(Instant.parse("2022-02-26T02:36:00Z"), Instant.parse("2022-02-26T00:05:00Z"));
        assertThat(out.toString())
                .contains("2 hotspots read, 0 lines skipped: 2 stored")
                .contains("2 new clues");
    }

    @Test
    void a_viirs_file_is_sent_too() throws IOException {
        // Given
        String file =
                "\uFEFFlatitude,longitude,bright_ti4,scan,track,acq_date,acq_time,satellite,instrument,confidence,"
                        + "version,bright_ti5,frp,daynight\n42.5,120.25,330,0.4,0.4,2024-04-01,1830,N,VIIRS,h,2.0NRT,290,3.2,N\n";

        // When
        int exit = run(file);

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(sent()).singleElement().satisfies(hotspot -> {
            assertThat(hotspot.getConfidence()).isEqualTo(Confidence.HIGH);
            assertThat(hotspot.getFrpMw()).isEqualTo(3.2);
            assertThat(hotspot.getSatellite()).isEqualTo("N");
        });
    }

    @Test
    void lines_that_tell_nothing_are_told_by_number_and_left_out() throws IOException {
        // Given
        String file = MODIS
                + "92.5,120.25,306,1,1,2022-02-26,0236,T,79,6.1,276,14,D\n"
                + "42.5,east,306,1,1,2022-02-26,0236,T,79,6.1,276,14,D\n"
                + "42.5,120.25,306,1,1,2022-02-30,0236,T,79,6.1,276,14,D\n"
                + "42.5,120.25,306,1,1,2022-02-26,2460,T,79,6.1,276,14,D\n"
                + "42.5,120.25,306,1,1,2022-02-26,0236,T,sure,6.1,276,14,D\n"
                + "42.5,120.25,306,1,1,2222-02-26,0236,T,79,6.1,276,14,D\n"
                + "42.5,120.25\n"
                + "42.5,\"120.25\n"
                + "42.5,120.25,306,1,1,2022-02-26,0236,T,79,6.1,276,NaN,D\n"
                + "42.5,120.25,306,1,1,2022-02-26,0236,T,79,6.1,276,14,D\n";

        // When
        int exit = run(file);

        // Then
        assertThat(exit).isEqualTo(ExitCode.FAILED);
        assertThat(sent()).hasSize(1);
        assertThat(out.toString())
                .contains("line 2: latitude 92.5 is not from -90.0 to 90.0", "line 3: longitude 'east' is no number")
                .contains("line 4: acq_date '2022-02-30'", "line 5: acq_date '2022-02-26' and acq_time '2460'")
                .contains("line 6: confidence 'sure'", "line 7: it is said to be seen at 2222-02-26T02:36:00Z")
                .contains("line 8: satellite is missing", "line 9: ", "line 10: frp NaN", "9 lines skipped");
    }

    @Test
    void a_big_file_is_sent_in_batches() throws IOException {
        // Given
        String line = "42.5,120.25,306,1,1,2022-02-26,0236,T,79,6.1,276,14,D\n";

        // When
        int exit = run(MODIS + line.repeat(501));

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(board.hotspots.requests)
                .extracting(request -> request.getHotspotsCount())
                .containsExactly(250, 250, 1);
    }

    @Test
    void a_file_of_something_else_is_refused_by_the_columns_it_lacks() throws IOException {
        // When
        int exit = run("latitude,longitude\n42,120\n");

        // Then
        assertThat(exit).isNotEqualTo(ExitCode.OK);
        assertThat(board.hotspots.requests).isEmpty();
    }
}
