package io.qipan.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a watch is told before changes, if it asks for it. */
class InitialStateIT {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime");

    /** Quick, so that tests need not wait for what production waits for. */
    private static final Watcher.Pace QUICK = new Watcher.Pace(Duration.ofMillis(100), Duration.ofMillis(500));

    private static final WatchRequest WITH_INITIAL_STATE =
            WatchRequest.newBuilder().setSendInitialState(true).build();

    private final LiveFeed live = new LiveFeed(DATABASE);

    @RegisterExtension
    final RpcHarness harness =
            RpcHarness.serving(() -> List.of(new WatchRpc(live.feed, live.store, LiveFeed.KINDS, live.clock, QUICK)));

    @BeforeEach
    void follow() {
        live.feed.start();
    }

    @AfterEach
    void stop() {
        live.close();
    }

    private RecordedWatch watch(WatchRequest request) {
        return RecordedWatch.open(harness.channel(Role.DISPATCHER), request);
    }

    private static WatchRequest resumingAt(WatchRequest request, String token) {
        return request.toBuilder().setOptionalResumeToken(token).build();
    }

    /** Waits until the feed knows this many changes, so that a watch starts behind them. */
    private void untilSealed(long changes) {
        Awaitility.await().until(() -> live.feed.head() == changes);
    }

    @Test
    void sendsThePresentStateThenABookmarkThenChanges() {
        // Given
        live.change("calls/1", "calls/2", "calls/1");
        untilSealed(3);

        // When
        RecordedWatch watch = watch(WITH_INITIAL_STATE);

        // Then
        assertThat(watch.nextChanges(2)).containsExactly("3 calls/1", "2 calls/2");
        assertThat(watch.nextInitialStateEnd().getBookmark().getInitialStateEnd())
                .isTrue();
        live.change("calls/3");
        assertThat(watch.nextChanges(1)).containsExactly("4 calls/3");
        watch.cancel();
    }

    @Test
    void readsOnlyTheOneResourceOfAnInitialState() {
        // Given more resources than are read at once
        String[] calls = IntStream.range(0, 1_100).mapToObj(i -> "calls/" + i).toArray(String[]::new);
        live.change(calls);
        live.change("orders/1");
        untilSealed(calls.length + 1);
        long before = live.reads();

        // When
        RecordedWatch watch = watch(WITH_INITIAL_STATE.toBuilder()
                .addKinds("orders")
                .setOptionalResource("orders/1")
                .build());

        // Then
        assertThat(watch.nextChanges(1)).containsExactly("1101 orders/1");
        assertThat(watch.nextInitialStateEnd().getBookmark().getInitialStateEnd())
                .isTrue();
        assertThat(live.reads() - before).isEqualTo(1);
        watch.cancel();
    }

    @Test
    void sendsAnInitialStateOfManyPagesAndKindsWhole() {
        // Given
        String[] calls = IntStream.range(0, 1_100).mapToObj(i -> "calls/" + i).toArray(String[]::new);
        live.change(calls);
        live.change("orders/1", "incidents/1", "calls/7");
        untilSealed(calls.length + 3);

        // When
        RecordedWatch watch = watch(WITH_INITIAL_STATE);

        // Then
        List<String> states = watch.nextChanges(1_102);
        assertThat(watch.nextInitialStateEnd().getBookmark().getInitialStateEnd())
                .isTrue();
        assertThat(states)
                .doesNotHaveDuplicates()
                .contains("1103 calls/7")
                .doesNotContain("8 calls/7")
                .endsWith("1102 incidents/1", "1101 orders/1");
        watch.cancel();
    }

    @Test
    void bookmarksWhileItReadsTheInitialStateAndContinuesThere() {
        // Given
        live.change("orders/1");
        untilSealed(1);
        live.readSlowly(QUICK.bookmarkEvery().multipliedBy(2));
        RecordedWatch cutOff = watch(WITH_INITIAL_STATE);
        WatchResponse bookmark = cutOff.next();
        cutOff.cancel();

        // When
        RecordedWatch resumed = watch(resumingAt(WITH_INITIAL_STATE, bookmark.getResumeToken()));

        // Then
        assertThat(bookmark.hasBookmark()).isTrue();
        assertThat(bookmark.getBookmark().getInitialStateEnd()).isFalse();
        assertThat(resumed.nextChanges(1)).containsExactly("1 orders/1");
        resumed.cancel();
    }
}
