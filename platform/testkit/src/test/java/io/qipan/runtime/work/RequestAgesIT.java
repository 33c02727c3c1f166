package io.qipan.runtime.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RequestAgesIT {
    private static final Duration KEPT = Duration.ofDays(7);

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime");

    private final TestClock clock = TestClock.standing();
    private final RequestAges ages = new RequestAges(DATABASE.unitOfWork(), clock, KEPT);

    private static void requests(int count, Instant at) {
        DATABASE.execute("""
                insert into request (caller, method, request_id, body_hash, reply, at)
                select 'wang', 'm', gen_random_uuid(), '', '', '%s' from generate_series(1, %d)""".formatted(at, count));
    }

    private static long known() {
        return DATABASE.unitOfWork()
                .read(() -> Tx.current()
                        .query("select count(*) from request")
                        .iterator()
                        .next()
                        .getLong(0));
    }

    @Test
    void forgets_all_that_are_older_and_none_that_is_younger() {
        // Given
        requests(12_000, clock.instant().minus(KEPT).minusSeconds(1));
        requests(3, clock.instant().minus(KEPT));

        // When
        int forgotten = ages.forget();

        // Then
        assertThat(forgotten).isEqualTo(12_000);
        assertThat(known()).isEqualTo(3);
    }
}
