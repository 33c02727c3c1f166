package io.qipan.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the JVM learns of one run and takes at the next, with a real JVM; only the services are stand-ins. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "Only there a process tells what it has taken")
class LearnedStartIT {
    private static final Duration TO_LEARN = Duration.ofMinutes(3);

    @TempDir
    Path folder = Path.of("");

    private Workspace workspace = new Workspace(folder);
    private Ports ports = new Ports(Ports.DEFAULT_BASE);

    @BeforeEach
    void aRunThatWasRecorded() throws IOException {
        workspace = new Workspace(folder);
        ports = FreePorts.find();
        FakeService.installWhole(workspace);
        UnpackedOnce.into(workspace);
        Launched up = up();
        assertThat(up.exit()).as(up.err()).isZero();
        assertThat(Launched.run(workspace, "down").exit()).isZero();
        await().atMost(TO_LEARN).until(() -> Stream.of(Service.values()).allMatch(this::hasLearned));
    }

    @AfterEach
    void stopAll() {
        Launched.run(workspace, "down");
    }

    @Test
    void theNextStartTakesWhatWasLearned() throws IOException {
        // When
        Launched up = up();

        // Then
        assertThat(up.exit()).as(up.err()).isZero();
        assertThat(up.out()).doesNotContain("learned");
        for (Service service : Service.values()) {
            assertThat(mapped(service)).anyMatch(line -> line.endsWith(".aot"));
        }
    }

    @Test
    void whatDoesNotFitIsSaidAndLearnedAnew() throws IOException {
        // Given
        Path cache = cache(Service.PATROL);
        Files.writeString(cache, "of another JVM");

        // When
        Launched up = up();

        // Then
        assertThat(up.exit()).as(up.err()).isZero();
        assertThat(up.out())
                .contains("patrol-service was started without what was learned before, which does not fit")
                .doesNotContain("dispatch-service was started without");
        assertThat(cache).doesNotExist();
    }

    private Launched up() {
        return Launched.run(workspace, "up", "--detach", "--port-base", String.valueOf(ports.base()));
    }

    private boolean hasLearned(Service service) {
        try (Stream<Path> files = Files.list(workspace.learned(new Replica(service, 1)))) {
            return files.map(Path::toString).toList().stream().anyMatch(file -> file.endsWith(".aot"));
        } catch (IOException e) {
            return false;
        }
    }

    private Path cache(Service service) throws IOException {
        try (Stream<Path> files = Files.list(workspace.learned(new Replica(service, 1)))) {
            return files.filter(file -> file.toString().endsWith(".aot"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Stream<String> mapped(Service service) throws IOException {
        long pid =
                new ServiceProcess(workspace, service).running().orElseThrow().pid();
        return Files.readAllLines(Path.of("/proc/" + pid + "/maps")).stream();
    }
}
