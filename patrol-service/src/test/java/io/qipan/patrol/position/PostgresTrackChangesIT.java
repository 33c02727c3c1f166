package io.qipan.patrol.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.position.TrackChanges.Claim;
import io.qipan.patrol.position.TrackChanges.Part;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A unit whose track cannot be measured must not keep others from being measured, nor be forgotten. */
class PostgresTrackChangesIT {
    private static final Instant NOW = Instant.parse("2026-07-23T17:00:00Z");
    private static final List<Part> AN_HOUR = List.of(new Part(NOW.minusSeconds(3600), NOW));

    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final TrackChanges changes = new PostgresTrackChanges();

    @BeforeEach
    void twoUnitsWait() {
        DATABASE.unitOfWork().run("test", () -> {
            changes.addAgain("units/bad", AN_HOUR, NOW);
            changes.addAgain("units/good", AN_HOUR, NOW);
            return true;
        });
    }

    private Optional<String> claimed(Instant at) {
        return DATABASE.unitOfWork().run("test", () -> changes.claim(at)).map(Claim::unit);
    }

    private void putBack(int times) {
        for (int i = 0; i < times; i++) {
            DATABASE.unitOfWork().run("test", () -> {
                changes.putBack("units/bad", NOW);
                return true;
            });
        }
    }

    @Test
    void a_unit_that_was_put_back_lets_others_go_first_and_comes_again() {
        // When
        putBack(1);

        // Then
        assertThat(claimed(NOW)).contains("units/good");
        assertThat(claimed(NOW)).isEmpty();
        assertThat(claimed(NOW.plusSeconds(1))).contains("units/bad");
    }

    @Test
    void a_unit_that_fails_again_and_again_waits_longer_and_a_minute_at_most() {
        // When
        putBack(20);

        // Then
        assertThat(claimed(NOW.plusSeconds(59))).contains("units/good");
        assertThat(claimed(NOW.plusSeconds(59))).isEmpty();
        assertThat(claimed(NOW.plus(Duration.ofMinutes(1)))).contains("units/bad");
    }
}
