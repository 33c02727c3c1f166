package io.qipan.launcher.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.fake.FakeBoard;
import io.qipan.proto.dispatch.v1.ShowStoryRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class AfterActionTest {
    private static final String INCIDENT = "incidents/01939b4e-0000-7000-8000-000000000001";

    private final FakeBoard board = new FakeBoard();
    private final StringWriter out = new StringWriter();

    @AfterEach
    void close() {
        board.close();
    }

    private int run(String... options) {
        return new CommandLine(new AfterActionCommand(new Workspace(Path.of("")), any -> board.connect()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(options);
    }

    @Test
    void a_story_is_printed_to_its_end_with_its_head_once() {
        // When
        int exit = run(INCIDENT);

        // Then
        assertThat(exit).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .containsOnlyOnce("EXERCISE: I2026-000001 " + INCIDENT)
                .contains(
                        "SIGNING    orders/1 units/car-1: 50.0 s, within 60 s of 30/60/120/180",
                        "!     +35.5 s  order.escalated",
                        "+70.0 s  order.accepted             orders/1 by units/car-1: by radio (state SENT > ACCEPTED)");
        assertThat(board.stories.requests)
                .extracting(ShowStoryRequest::getPageToken)
                .containsExactly("", "more");
    }

    @Test
    void without_an_incident_there_is_nothing_to_tell() {
        // When
        int exit = run();

        // Then
        assertThat(exit).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(out.toString()).contains("INCIDENT");
    }
}
