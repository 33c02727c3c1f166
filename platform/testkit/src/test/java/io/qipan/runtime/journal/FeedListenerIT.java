package io.qipan.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.runtime.work.Tx;
import io.qipan.testkit.TestDatabase;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FeedListenerIT {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime");

    private final LiveFeed live = new LiveFeed(DATABASE);
    private final LiveFeed other = new LiveFeed(DATABASE);
    private final FeedListener listener =
            new FeedListener(DATABASE.vertx(), live.feed, "localhost", DATABASE.port(), toDatabase());

    private static Config toDatabase() {
        Map<String, String> settings = Map.of(
                "qipan.db.name", DATABASE.name(),
                "qipan.db.user", "postgres",
                "qipan.db.password", "postgres");
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
    }

    @BeforeEach
    void listen() {
        live.feed.start();
        listener.start();
        Awaitility.await().until(() -> listening() == 1);
    }

    @AfterEach
    void stop() {
        listener.close();
        live.close();
        other.close();
    }

    private static long listening() {
        return DATABASE.unitOfWork()
                .read(() -> Tx.current()
                        .query(
                                "select count(*) from pg_stat_activity where datname = current_database() and query like 'LISTEN %'")
                        .iterator()
                        .next()
                        .getLong(0));
    }

    @Test
    void sealsOnceForACommitOfItsOwn() {
        // Given
        int commits = 50;
        long before = live.seals();

        // When
        for (int i = 1; i <= commits; i++) {
            int revision = i;
            live.change("calls/" + i);
            Awaitility.await().pollDelay(Duration.ZERO).until(() -> live.feed.head() == revision);
        }

        // Then a few more for the safety net, and none for what it is told of its own
        assertThat(live.seals() - before).isBetween((long) commits, commits * 3L / 2);
    }

    @Test
    void hearsAtOnceWhatAnotherReplicaHasSealed() {
        // Given
        int rounds = 20;
        long start = System.nanoTime();

        // When
        for (int i = 1; i <= rounds; i++) {
            int revision = i;
            other.change("calls/" + i);
            List<Sealed> ignored = other.sequencer.seal();
            Awaitility.await().pollDelay(Duration.ZERO).until(() -> live.feed.head() == revision);
        }

        // Then it did not wait for its own clock, half a second each time
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(250L * rounds));
    }

    @Test
    void closesItsConnection() {
        // When
        listener.close();

        // Then
        Awaitility.await().until(() -> listening() == 0);
    }
}
