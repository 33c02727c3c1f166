package io.qipan.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

class StartCacheTest {

    /** Stands in for the JVM: makes the file that it is told to make. */
    private static final List<String> JAVA = List.of(
            "sh",
            "-c",
            "for word; do case $word in -XX:AOTCache=*) echo learned > \"${word#*=}\";; esac; done",
            "java");

    private static final List<String> JAVA_THAT_FAILS = List.of(
            "sh",
            "-c",
            "for word; do case $word in -XX:AOTCache=*) echo half > \"${word#*=}\";; esac; done; exit 1",
            "java");

    @TempDir
    Path home = Path.of("");

    private Path program = Path.of("");
    private StartCache cache = new StartCache(Path.of(""), Path.of(""), JAVA);

    @BeforeEach
    void aProgramThatWasBuilt() throws IOException {
        program = Files.createDirectories(home.resolve("program"));
        Files.writeString(program.resolve("quarkus-run.jar"), "first");
        cache = cache(JAVA);
    }

    @Test
    void theFirstStartRecords() {
        assertThat(cache.options())
                .contains("-XX:AOTMode=record")
                .noneMatch(option -> option.startsWith("-XX:AOTCache="));
        assertThat(cache.isRecorded()).isTrue();
    }

    @Test
    void whatWasRecordedBecomesACacheThatTheNextStartTakes() throws Exception {
        // Given
        record();

        // When
        int code = make();

        // Then
        assertThat(code).isZero();
        assertThat(cache.options()).contains("-XX:AOTCache=" + cache.cache());
        assertThat(files()).containsExactly(cache.cache());
        assertThat(cache.isRecorded()).isFalse();
        assertThat(cache.making()).isEmpty();
    }

    @Test
    void aCacheThatWasNotFinishedIsNone() throws Exception {
        // Given
        cache = cache(JAVA_THAT_FAILS);
        record();

        // When
        make();

        // Then
        assertThat(files()).isEmpty();
        assertThat(cache.options()).contains("-XX:AOTMode=record");
    }

    @Test
    void anotherBuildHasAnotherCacheAndTheOldOneGoes() throws Exception {
        // Given
        record();
        make();
        Path old = cache.cache();
        Files.writeString(program.resolve("quarkus-run.jar"), "second, and longer");

        // When
        List<String> options = cache.options();

        // Then
        assertThat(options).contains("-XX:AOTMode=record");
        assertThat(old).doesNotExist();
    }

    @Test
    void aJvmThatIsToldOtherThingsHasAnotherCache() throws Exception {
        // Given
        record();
        make();

        // When
        StartCache other = cache(List.of("sh", "-XX:+UseSerialGC"));

        // Then
        assertThat(other.options()).contains("-XX:AOTMode=record");
        assertThat(files()).isEmpty();
    }

    @Test
    void aCacheThatIsWhatItWasStays() throws Exception {
        // Given
        record();
        make();
        boolean first = cache.forgetDamaged();

        // When
        boolean again = cache.forgetDamaged();

        // Then
        assertThat(first).isFalse();
        assertThat(again).isFalse();
        assertThat(cache.cache()).exists();
    }

    @Test
    void aCacheThatWasDamagedIsForgottenAndLearnedAnew() throws Exception {
        // Given
        record();
        make();
        boolean whole = cache.forgetDamaged();
        Files.writeString(cache.cache(), "leArned\n");

        // When
        boolean damaged = cache.forgetDamaged();

        // Then
        assertThat(whole).isFalse();
        assertThat(damaged).isTrue();
        assertThat(files()).isEmpty();
        assertThat(cache.options()).contains("-XX:AOTMode=record");
    }

    @Test
    @EnabledOnOs(LINUX)
    void aProcessWithoutTheCacheThatItWasOfferedHasNotTakenIt() throws Exception {
        // Given
        record();
        make();
        boolean before = cache.isTakenBy(ProcessHandle.current());

        // When
        List<String> options = cache.options();

        // Then
        assertThat(before).as("not offered yet").isTrue();
        assertThat(options).contains("-XX:AOTCache=" + cache.cache());
        assertThat(cache.isTakenBy(ProcessHandle.current())).isFalse();
    }

    @Test
    void aRunThatRecordedNothingMakesNothing() {
        // Given
        cache.options();

        // Then
        assertThat(cache.making()).isEmpty();
    }

    @Test
    void withoutAPlaceForItAStartIsAsItAlwaysWas() throws IOException {
        // Given
        Files.writeString(home.resolve("aot"), "a file in the way");

        // Then
        assertThat(cache.options()).isEmpty();
        assertThat(cache.isRecorded()).isFalse();
    }

    @Test
    void aCacheThatIsForgottenIsToldSoOnce() throws Exception {
        // Given
        record();
        make();

        // Then
        assertThat(cache.forget()).isTrue();
        assertThat(cache.forget()).isFalse();
    }

    private StartCache cache(List<String> java) {
        return new StartCache(home.resolve("aot"), program, java);
    }

    private void record() throws IOException {
        String prefix = "-XX:AOTConfiguration=";
        Path recording = cache.options().stream()
                .filter(option -> option.startsWith(prefix))
                .map(option -> Path.of(option.substring(prefix.length())))
                .findFirst()
                .orElseThrow();
        Files.writeString(recording, "recorded");
    }

    private int make() throws IOException, InterruptedException {
        return new ProcessBuilder(cache.making()).inheritIO().start().waitFor();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("aot"))) {
            return files.toList();
        }
    }
}
