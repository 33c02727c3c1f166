package io.qipan.patrol.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.position.TrackChanges.Claim;
import io.qipan.patrol.position.TrackChanges.Part;
import io.qipan.runtime.work.Tx;
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
    private static final Duration COLLECTING = Duration.ofSeconds(10);
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
        return DATABASE.unitOfWork()
                .run("test", () -> changes.claim(at, COLLECTING))
                .map(Claim::unit);
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

    @Test
    void new_fixes_are_collected_and_what_is_measured_again_does_not_wait_for_them() {
        // Given
        newFixes("units/moving", NOW);
        newFixes("units/moving", NOW.plusSeconds(9));

        // When
        List<Optional<String>> before = List.of(claimed(NOW.plusMillis(9_999)), claimed(NOW.plusMillis(9_999)));

        // Then
        assertThat(before).containsExactly(Optional.of("units/bad"), Optional.of("units/good"));
        assertThat(claimed(NOW.plusMillis(9_999))).isEmpty();
        assertThat(claimed(NOW.plusSeconds(10))).contains("units/moving");
        assertThat(claimed(NOW.plusSeconds(30))).isEmpty();
    }

    private void newFixes(String unit, Instant markedAt) {
        DATABASE.unitOfWork().run("test", () -> Tx.current().query("""
                        insert into track_change (unit_name, from_at, until_at, marked_at, again)
                        values ($1, $2::timestamptz, $2::timestamptz, $2::timestamptz, false)""", unit, markedAt));
    }
}
