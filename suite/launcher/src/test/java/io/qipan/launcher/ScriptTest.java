package io.qipan.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The `qipan` script in a checkout of its own, with stand-ins for the programs it runs. */
class ScriptTest {

    private record Ended(int exit, String output) {}

    @TempDir
    Path checkout = Path.of("");

    @BeforeEach
    void copyTheScript() throws IOException {
        Files.copy(Path.of("../../qipan"), checkout.resolve("qipan"));
        Files.createDirectories(checkout.resolve(".qipan/run"));
        program("jdk/bin/javac", "");
        program("jdk/bin/java", "echo \"LC_ALL=$LC_ALL HOME=$HOME arguments=$*\"");
        program("mvnw", "echo built");
        Files.writeString(checkout.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    }

    @Test
    void testsRunBesideTheBoardWhichHasACopyOfItsPrograms() throws Exception {
        // Given
        Files.writeString(
                checkout.resolve(".qipan/run/dispatch-service.json"),
                "{\"name\":\"dispatch-service\",\"pid\":"
                        + ProcessHandle.current().pid() + "}");

        // When
        Ended ended = run("env", "test");

        // Then
        assertThat(ended.exit()).isZero();
        assertThat(ended.output()).contains("built");
    }

    @Test
    void mavenRunsWithTheJdkThatWasFound() throws Exception {
        // Given
        program("mvnw", "echo \"JAVA_HOME=$JAVA_HOME arguments=$*\"");

        // When
        Ended ended = run("env", "maven", "-q", "package");

        // Then
        assertThat(ended.exit()).isZero();
        assertThat(ended.output()).contains("JAVA_HOME=" + checkout.resolve("jdk") + " arguments=-q package");
    }

    @Test
    void argumentsAndOutputAreUtf8WhereNothingIsSet() throws Exception {
        // Given
        pretendToBeBuilt();

        // When
        Ended ended = run("env -u LANG -u LC_ALL -u HOME", "rpc", "'{\"text\":\"乌海\"}'");

        // Then
        assertThat(ended.exit()).isZero();
        assertThat(ended.output()).contains("LC_ALL=C.UTF-8").contains("乌海").containsPattern("HOME=/[^ ]*");
    }

    @Test
    void aFirstBuildOnAFullDiskIsRefusedWithWhatItNeeds() throws Exception {
        // Given
        program(
                "bin/df",
                "echo 'Filesystem 1024-blocks Used Available Capacity Mounted'; echo 'disk 9 9 307200 99% /'");

        // When
        Ended ended = run("env", "up");

        // Then
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.output())
                .contains("Only 300 MB are free on the disk of " + checkout.toRealPath())
                .contains("Free some space.");
    }

    private void pretendToBeBuilt() throws IOException {
        for (String file : List.of(
                "suite/launcher/target/qipan-launcher.jar",
                "dispatch-service/target/quarkus-app/quarkus-run.jar",
                "patrol-service/target/quarkus-app/quarkus-run.jar",
                "ecology-service/target/quarkus-app/quarkus-run.jar",
                ".qipan/built")) {
            Files.createDirectories(checkout.resolve(file).getParent());
            Files.createFile(checkout.resolve(file));
        }
    }

    private void program(String name, String body) throws IOException {
        Path file = checkout.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/usr/bin/env bash\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Ended run(String environment, String... words) throws IOException, InterruptedException {
        String command = environment + " ./qipan " + String.join(" ", words);
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command)
                .directory(checkout.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", checkout.resolve("jdk").toString());
        builder.environment().merge("PATH", checkout.resolve("bin").toString(), (old, first) -> first + ":" + old);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }
}
