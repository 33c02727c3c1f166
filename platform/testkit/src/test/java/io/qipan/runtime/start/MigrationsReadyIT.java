package io.qipan.runtime.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

class MigrationsReadyIT {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime");

    /** Connects only when it is let. */
    private static final class SlowDatabase extends PGSimpleDataSource {
        private final transient CountDownLatch asked = new CountDownLatch(1);
        private final transient CountDownLatch mayConnect = new CountDownLatch(1);

        SlowDatabase() {
            setUrl(DATABASE.jdbcUrl());
        }

        @Override
        public Connection getConnection() throws SQLException {
            asked.countDown();
            await(mayConnect);
            return super.getConnection();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static MigrationsReady over(SlowDatabase database) {
        return new MigrationsReady(flyway(database), false);
    }

    private static Flyway flyway(SlowDatabase database) {
        return Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/runtime")
                .load();
    }

    @Test
    void is_up_when_nothing_is_pending() {
        // Given
        SlowDatabase database = new SlowDatabase();
        database.mayConnect.countDown();

        // When
        HealthCheckResponse answer = over(database).call();

        // Then
        assertThat(answer.getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void does_not_ask_the_database_of_a_service_that_has_migrated_it() {
        // Given
        SlowDatabase database = new SlowDatabase();

        // When
        HealthCheckResponse answer = new MigrationsReady(flyway(database), true).call();

        // Then
        assertThat(answer.getStatus()).isEqualTo(Status.UP);
        assertThat(database.asked.getCount()).isOne();
    }

    @Test
    void answers_at_once_while_an_earlier_probe_still_waits_for_the_database() {
        // Given
        SlowDatabase database = new SlowDatabase();
        MigrationsReady ready = over(database);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HealthCheckResponse> earlier = threads.submit(ready::call);
            await(database.asked);

            // When
            HealthCheckResponse answer = ready.call();

            // Then
            assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
            database.mayConnect.countDown();
            assertThat(TestDatabase.await(earlier).getStatus()).isEqualTo(Status.UP);
        }
    }
}
