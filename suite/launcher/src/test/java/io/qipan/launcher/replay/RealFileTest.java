package io.qipan.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Runs where the real file lies beside the checkout; it is not part of it. */
@EnabledIf("isThere")
class RealFileTest {

    private static final Path FILE = Path.of("../../../shared/data/calls/sf-fire-calls-2016-12-31--2017-01-03.csv");

    static boolean isThere() {
        return Files.isReadable(FILE);
    }

    @Test
    void theRealFileIsPlannedWhole() {
        // Given
        Recording recording = SfFireFile.read(FILE, Samples.LATER);

        // When
        Plan plan = Plan.of(recording);

        // Then
        assertThat(recording.skipped()).isEmpty();
        assertThat(recording.unmapped()).isEmpty();
        assertThat(recording.calls()).hasSize(1800);
        assertThat(recording.units()).hasSize(168);
        assertThat(plan.tasks().stream().filter(Task.SendUnit.class::isInstance))
                .hasSize(3786);
        assertThat(plan.tasks().stream().filter(Task.EndIncident.class::isInstance))
                .hasSize(1800);
        assertThat(plan.diversions()).hasSize(7);
        assertThat(plan.diversions().stream().filter(d -> d.freeAt().isPresent()))
                .hasSize(3);
        assertThat(plan.neverFree())
                .hasSize(4)
                .allMatch(never -> never.takenFor().isPresent());
        CallProcessing processing = CallProcessing.of(recording);
        assertThat(processing.n()).isEqualTo(1800);
        assertThat(processing.meanS()).isCloseTo(136.08, within(0.01));
        assertThat(processing.shareWithin60S()).isCloseTo(0.2406, within(0.0001));
    }
}
