package io.qipan.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code ./qipan} in a process of its own, which can be killed. */
final class Other {

    private Other() {}

    static Process qipan(Workspace workspace, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Dqipan.home=" + workspace.checkout(),
                "-cp",
                System.getProperty("java.class.path"),
                Qipan.class.getName()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(workspace.log("other").toFile())
                .start();
    }

    /** Waits for a child of the process, or of its children, whose command line has this in it. */
    static ProcessHandle childNamed(Process parent, String part) {
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(2))
                .until(
                        () -> parent.descendants()
                                .filter(child ->
                                        child.info().commandLine().orElse("").contains(part))
                                .findAny(),
                        Optional::isPresent)
                .orElseThrow();
    }

    static void freeze(ProcessHandle process) {
        int exit = Program.run(
                Path.of("/dev/null"), Duration.ofSeconds(10), List.of("kill", "-STOP", String.valueOf(process.pid())));
        assertThat(exit).isZero();
    }
}
