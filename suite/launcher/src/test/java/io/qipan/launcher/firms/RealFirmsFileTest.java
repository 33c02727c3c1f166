package io.qipan.launcher.firms;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.ecology.v1.Hotspot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Runs where the real file lies beside the checkout; it is not part of it. */
@EnabledIf("isThere")
class RealFirmsFileTest {
    private static final Path FILE = Path.of("../../../shared/data/ecology/firms_china_bbox.csv");

    static boolean isThere() {
        return Files.isReadable(FILE);
    }

    @Test
    void everyDetectionOfTheRealFileIsRead() {
        // Given
        List<Hotspot> hotspots = new ArrayList<>();
        List<Long> skipped = new ArrayList<>();

        // When
        new FirmsFile(FILE, Instant.parse("2026-11-20T00:00:00Z"))
                .read(hotspots::add, (line, why) -> skipped.add(line));

        // Then
        assertThat(skipped).isEmpty();
        assertThat(hotspots).hasSize(1_807);
        assertThat(hotspots).extracting(Hotspot::getSatellite).containsOnly("Terra", "Aqua");
        assertThat(hotspots)
                .filteredOn(one -> one.getLongitude() >= 97
                        && one.getLongitude() <= 127
                        && one.getLatitude() >= 37
                        && one.getLatitude() <= 54)
                .hasSize(318);
        assertThat(hotspots.getFirst().getAcquiredAt().getSeconds())
                .isEqualTo(Instant.parse("2022-02-26T02:36:00Z").getEpochSecond());
    }
}
