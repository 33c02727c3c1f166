package io.qipan.patrol.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.position.Positions.Kept;
import io.qipan.patrol.position.Positions.Kept.Stored;
import io.qipan.patrol.position.model.Fix;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresPositionsIT extends PositionsContract {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final Patrol patrol = Patrol.onPostgres(DATABASE.unitOfWork(), TestClock.standing());

    @Override
    Patrol patrol() {
        return patrol;
    }

    @Test
    void thousands_are_kept_at_once_and_known_at_once() {
        // Given
        var fixes = LongStream.rangeClosed(1, 3_000)
                .mapToObj(i -> Fixes.fix("phone-1", i, Fixes.NOW.minusSeconds(i * 60)))
                .toArray(Fix[]::new);

        // When
        Kept first = keep(Fixes.batch(Fixes.CAR, fixes)).getFirst();
        Kept again = keep(Fixes.batch(Fixes.CAR, fixes)).getFirst();

        // Then
        assertThat(first).isEqualTo(new Stored(3_000, true));
        assertThat(again).isEqualTo(new Stored(0, false));
    }
}
