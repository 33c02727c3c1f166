package io.qipan.patrol.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.runtime.work.Tx;
import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.TestDatabase;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresDutiesIT extends DutiesContract {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    @Override
    UnitOfWork unitOfWork() {
        return DATABASE.unitOfWork();
    }

    @Override
    VisitDuties duties() {
        return new PostgresVisitDuties();
    }

    @Override
    Visits visits() {
        return new PostgresVisits();
    }

    @Test
    void the_end_of_the_last_visit_is_found_without_reading_all_that_there_were() {
        // Given a place that somebody passes each hour for a year
        DATABASE.execute("""
                insert into visit
                select 'units/a', 'gridFeatures/must_patrol_point-P', at, 1, to_char(at, 'YYYY-MM-DD'), at,
                    at + interval '1 minute', 60000000, 1, 1
                from generate_series(
                    timestamptz '2026-01-01 00:00:00+00', '2026-12-31 23:00:00+00', interval '1 hour') at;
                analyze visit""");

        // When
        long read = DATABASE.unitOfWork().read(() -> {
            Optional<Instant> last =
                    visits().lastUntil("gridFeatures/must_patrol_point-P", Instant.parse("2026-12-31T00:00:00Z"));
            assertThat(last).contains(Instant.parse("2026-12-30T23:01:00Z"));
            return rowsRead();
        });

        // Then
        assertThat(read).isLessThan(100);
    }

    private static long rowsRead() {
        return Tx.current().query("""
                        select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)
                        from pg_stat_xact_user_tables where relname = 'visit'""").iterator().next().getLong(0);
    }
}
