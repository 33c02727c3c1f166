package io.qipan.launcher.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.launcher.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After a restore no name of a key comes back, also of a key that is lost. */
class BackedUpKeysTest {
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final String RESTORE_POINT = "qipan-20261123T150000Z";

    @TempDir
    Path folder = Path.of("");

    private BackedUpKeys backedUp(String... names) {
        TreeMap<String, String> keys = new TreeMap<>();
        Stream.of(names).forEach(name -> keys.put(name, "0011223344556677"));
        Manifest manifest = new Manifest(
                Manifest.FORMAT,
                "0.1.0",
                "2026-11-23T15:00:00Z",
                RESTORE_POINT,
                new Manifest.Engine(180_000, "amd64"),
                new TreeMap<>(),
                new Manifest.Evidence(0, 0, 0, 0),
                keys,
                List.of());
        return new BackedUpKeys(manifest, folder, folder);
    }

    private Path file() {
        return new Keys(folder).personalKeysFile();
    }

    private List<String> names() throws IOException {
        try (Stream<String> lines = Files.lines(file())) {
            return lines.map(line -> line.split(" ", 2)[0]).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11", "2026-11-02", "2026-12"})
    void aLostNameIsFollowedByOneThatIsNew(String lost) throws IOException {
        // Given
        Files.writeString(file(), "2026-10 erased\n");

        // When
        SortedSet<String> lacking = backedUp(lost).settle(folder, NOVEMBER);

        // Then
        assertThat(lacking).containsExactly(lost);
        assertThat(names()).containsExactly("2026-10", lost + "-" + RESTORE_POINT);
        assertThat(new Keys(folder).personalKeys().comesLast(lost)).isFalse();
    }

    @Test
    void anEarlierMonthOrOneThatALaterNameFollowsNeedsNone() throws IOException {
        // Given
        Files.writeString(file(), "2026-11 erased\n2026-11-03 erased\n");

        // When
        SortedSet<String> lacking = backedUp("2026-10", "2026-11-02").settle(folder, NOVEMBER);

        // Then
        assertThat(lacking).containsExactly("2026-10", "2026-11-02");
        assertThat(names()).containsExactly("2026-11", "2026-11-03");
    }
}
