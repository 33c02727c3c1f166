package io.qipan.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A watch of what seldom changes, in a service where much else does. */
class WatchPaceIT {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime");

    private static final Duration BOOKMARK_EVERY = Duration.ofSeconds(1);

    private final LiveFeed live = new LiveFeed(DATABASE);

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(() -> List.of(new WatchRpc(
            live.feed,
            live.store,
            LiveFeed.KINDS,
            live.clock,
            new Watcher.Pace(BOOKMARK_EVERY, Duration.ofSeconds(5)))));

    @BeforeEach
    void follow() {
        live.feed.start();
    }

    @AfterEach
    void stop() {
        live.close();
    }

    @Test
    void bookmarksNoMoreOftenBecauseSomethingElseChanges() {
        // Given
        long start = System.nanoTime();
        RecordedWatch watch = RecordedWatch.open(
                harness.channel(Role.DISPATCHER),
                WatchRequest.newBuilder().addKinds("orders").build());

        // When
        for (int i = 1; i <= 30; i++) {
            int changes = i;
            live.change("calls/" + i);
            Awaitility.await().until(() -> live.feed.head() == changes);
        }
        live.change("orders/1");

        // Then
        long bookmarks = 0;
        while (watch.next().hasBookmark()) {
            bookmarks++;
        }
        long most = (System.nanoTime() - start) / BOOKMARK_EVERY.toNanos();
        assertThat(bookmarks).isBetween(1L, most);
        watch.cancel();
    }

    @Test
    void endsWithATokenThatPassesOverWhatDidNotMatch() {
        // Given
        RecordedWatch watch = RecordedWatch.open(
                harness.channel(Role.DISPATCHER),
                WatchRequest.newBuilder().addKinds("orders").build());
        Awaitility.await().until(() -> live.feed.waiting() == 1);
        live.change("calls/1");
        Awaitility.await().until(() -> live.feed.head() == 1 && live.feed.waiting() == 1);

        // When
        live.feed.endWatches();

        // Then
        StatusRuntimeException end = watch.end();
        assertThat(Refusals.reasonOf(end)).isEqualTo(Reason.SHUTTING_DOWN);
        assertThat(watch.next().getResumeToken()).isEqualTo(new ResumeToken(live.feed.source(), 1, "").toString());
    }

    @Test
    void endsAtOnceForAReaderThatDoesNotRead() {
        // Given a reader that takes one message, while three wait for it
        RecordedWatch watch =
                RecordedWatch.openTaking(1, harness.channel(Role.DISPATCHER), WatchRequest.getDefaultInstance());
        Awaitility.await().until(() -> live.feed.waiting() == 1);
        live.change("calls/1", "calls/2", "calls/3");
        Awaitility.await().until(() -> live.feed.waiting() == 0 && live.feed.head() == 3);

        // When
        live.feed.endWatches();

        // Then it is not left to the end of its patience
        assertThat(Refusals.reasonOf(watch.end())).isEqualTo(Reason.SHUTTING_DOWN);
    }
}
