package io.qipan.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a reader is told to type. The commands themselves are tried by {@code .ci/readme} on a running board. */
class ReadmeTest {

    @Test
    void bothReadmesTellTheSameCommands() throws IOException, InterruptedException {
        // Given
        ProcessBuilder comparison = new ProcessBuilder("../../.ci/readme", "--only-compare").redirectErrorStream(true);

        // When
        Process process = comparison.start();

        // Then
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }
}
