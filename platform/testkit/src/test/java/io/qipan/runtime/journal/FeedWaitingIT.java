package io.qipan.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who waits for one kind of change is not woken for every other, of which a busy board has hundreds a second. */
class FeedWaitingIT {
    private static final Duration LONGER_THAN_THE_TEST = Duration.ofMinutes(10);

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime");

    private final LiveFeed live = new LiveFeed(DATABASE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeEach
    void start() {
        live.feed.start();
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        live.close();
    }

    private Future<List<Sealed>> waitFor(Predicate<Sealed> asked) {
        Future<List<Sealed>> waiting = threads.submit(() -> live.feed.after(0, LONGER_THAN_THE_TEST, asked));
        Awaitility.await().until(() -> live.feed.waiting() == 1);
        return waiting;
    }

    private void changeAndSee(String... resources) {
        long before = live.feed.head();
        live.change(resources);
        Awaitility.await().until(() -> live.feed.head() == before + resources.length);
    }

    @Test
    void sleepsThroughWhatItDidNotAskForAndPassesItThen() throws Exception {
        // Given
        Future<List<Sealed>> waiting = waitFor(change -> change.kind().equals("orders"));
        changeAndSee("calls/1");
        changeAndSee("calls/2");

        // When
        live.change("orders/1");

        // Then it was not woken in between
        assertThat(waiting.get())
                .extracting(change -> change.told().resource())
                .containsExactly("calls/1", "calls/2", "orders/1");
    }

    @Test
    void isCalledBeforeWhatItPassesIsNotInMemoryAnyMore() throws Exception {
        // Given
        Future<List<Sealed>> waiting = waitFor(change -> false);

        // When
        live.changeAtOnce(IntStream.range(0, 1_000).mapToObj(i -> "calls/" + i).toArray(String[]::new));

        // Then
        assertThat(waiting.get()).hasSize(1_000);
    }

    @Test
    void goesOnForOthersWhenOneCannotReadAState() throws Exception {
        // Given
        Future<List<Sealed>> failing = waitFor(change -> {
            throw new IllegalStateException("no such state");
        });

        // When
        live.change("calls/1");

        // Then it is called to fail by itself, and the feed is as it was
        assertThat(failing.get()).hasSize(1);
        assertThat(live.feed.head()).isEqualTo(1);
    }
}
