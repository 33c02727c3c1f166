package io.qipan.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.proto.common.v1.WatchServiceGrpc;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.RandomMessages;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestDatabase;
import io.qipan.testkit.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchRpcIT {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime");

    /** Quick, so that tests need not wait for what production waits for. */
    private static final Watcher.Pace QUICK = new Watcher.Pace(Duration.ofMillis(100), Duration.ofMillis(500));

    private static final WatchRequest EVERYTHING = WatchRequest.getDefaultInstance();
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
    void sendsChangesAsTheyHappen() {
        // Given
        RecordedWatch watch = watch(EVERYTHING);
        WatchResponse first = watch.next();

        // When
        live.change("calls/1", "incidents/1");
        live.change("calls/1");

        // Then
        assertThat(first.hasBookmark()).isTrue();
        assertThat(watch.nextChanges(3)).containsExactly("1 calls/1", "2 incidents/1", "3 calls/1");
        watch.cancel();
    }

    @Test
    void sendsOnlyTheKindsAskedFor() {
        // Given
        live.change("calls/1", "orders/1");
        untilSealed(2);
        RecordedWatch watch =
                watch(WITH_INITIAL_STATE.toBuilder().addKinds("orders").build());

        // When
        live.change("calls/1");
        live.change("calls/2", "orders/2");

        // Then
        assertThat(watch.nextChanges(2)).containsExactly("2 orders/1", "5 orders/2");
        watch.cancel();
    }

    @Test
    void sendsOnlyTheResourceAskedFor() {
        // Given
        live.change("calls/1", "calls/2");
        untilSealed(2);
        RecordedWatch watch = watch(
                WITH_INITIAL_STATE.toBuilder().setOptionalResource("calls/2").build());
        List<String> initialState = watch.nextChanges(1);

        // When
        live.change("calls/1");
        live.change("calls/2");

        // Then
        assertThat(initialState).containsExactly("2 calls/2");
        assertThat(watch.nextChanges(1)).containsExactly("4 calls/2");
        watch.cancel();
    }

    private RecordedWatch officerWatches(WatchRequest request) {
        return RecordedWatch.open(harness.channel(Role.ECOLOGY_OFFICER), request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"calls", "cases"})
    void refusesAKindThatTheCallerMayNotReadOrNobodyHasDeclared(String kind) {
        // Given
        WatchRequest request =
                EVERYTHING.toBuilder().addKinds("incidents").addKinds(kind).build();

        // When
        RecordedWatch watch = officerWatches(request);

        // Then
        StatusRuntimeException refused = watch.end();
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(Refusals.metadataOf(refused)).containsEntry("kind", kind);
    }

    @Test
    void refusesAResourceThatTheCallerMayNotRead() {
        // Given
        WatchRequest request =
                EVERYTHING.toBuilder().setOptionalResource("calls/1").build();

        // When
        RecordedWatch watch = officerWatches(request);

        // Then
        assertThat(Refusals.metadataOf(watch.end())).containsEntry("kind", "calls");
    }

    @Test
    void sendsOnlyWhatTheCallerMayReadWhenItAsksForEverything() {
        // Given
        live.change("calls/1", "incidents/1");
        untilSealed(2);
        RecordedWatch watch = officerWatches(WITH_INITIAL_STATE);

        // When
        live.change("calls/1", "orders/1", "incidents/2");

        // Then
        assertThat(watch.nextChanges(2)).containsExactly("2 incidents/1", "5 incidents/2");
        watch.cancel();
    }

    @Test
    void missesAndRepeatsNothingWhenItIsCutOffAgainAndAgain() {
        // Given
        RecordedWatch first = watch(EVERYTHING);
        String token = first.next().getResumeToken();
        first.cancel();
        List<String> seen = new ArrayList<>();

        // When
        for (int i = 1; i <= 20; i++) {
            live.change("calls/" + i, "orders/" + i);
            RecordedWatch next = watch(resumingAt(EVERYTHING, token));
            WatchResponse one = next.nextChangeMessages(1).getFirst();
            seen.add(RecordedWatch.text(one));
            token = one.getResumeToken();
            next.cancel();
        }
        seen.addAll(watch(resumingAt(EVERYTHING, token)).nextChanges(20));

        // Then
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            expected.add((2 * i - 1) + " calls/" + i);
            expected.add(2 * i + " orders/" + i);
        }
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void bookmarksSilence() {
        // Given
        live.change("calls/1");
        untilSealed(1);

        // When
        RecordedWatch watch = watch(EVERYTHING);

        // Then
        WatchResponse bookmark = watch.next();
        assertThat(bookmark.hasBookmark()).isTrue();
        assertThat(bookmark.getBookmark().getInitialStateEnd()).isFalse();
        assertThat(watch.next().hasBookmark()).isTrue();
        assertThat(Watcher.Pace.USUAL.bookmarkEvery()).isLessThan(Duration.ofSeconds(10));
        watch.cancel();
    }

    @Test
    void bookmarksChangesThatDoNotMatch() {
        // Given
        RecordedWatch watch = watch(EVERYTHING.toBuilder().addKinds("orders").build());
        String before = watch.next().getResumeToken();

        // When
        live.change("calls/1");

        // Then
        Awaitility.await().until(() -> !watch.next().getResumeToken().equals(before));
        watch.cancel();
    }

    @Test
    void closesAReaderThatDoesNotRead() {
        // Given a reader that takes one message and no more
        RecordedWatch watch = RecordedWatch.openTaking(1, harness.channel(Role.DISPATCHER), EVERYTHING);

        // When
        live.change("calls/1", "calls/2", "calls/3");

        // Then
        StatusRuntimeException end = watch.end();
        assertThat(Refusals.reasonOf(end)).isEqualTo(Reason.WATCHER_TOO_SLOW);
    }

    @Test
    void endsWhenTheTokenOfTheCallerExpires() {
        // Given
        Instant end = live.clock.instant().plusSeconds(60);
        String token = TestTokens.claims("tester", Role.DISPATCHER)
                .until(end.plusSeconds(100_000_000))
                .signed();
        RecordedWatch watch = RecordedWatch.open(harness.withToken(token), EVERYTHING);
        WatchResponse ignored = watch.next();

        // When
        live.clock.set(end.plusSeconds(100_000_060));

        // Then
        StatusRuntimeException refused = watch.end();
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.TOKEN_EXPIRED);
        assertThat(Refusals.metadataOf(refused)).containsKey("expired_at");
    }

    @Test
    void endsWithTheServiceSoThatTheReaderResumesElsewhere() {
        // Given
        RecordedWatch watch = watch(EVERYTHING);
        WatchResponse ignored = watch.next();

        // When
        live.feed.endWatches();

        // Then
        assertThat(Refusals.reasonOf(watch.end())).isEqualTo(Reason.SHUTTING_DOWN);
        assertThat(Refusals.reasonOf(watch(EVERYTHING).end())).isEqualTo(Reason.SHUTTING_DOWN);
        live.change("calls/1");
        untilSealed(1);
    }

    @Test
    void stopsWorkingWhenTheReaderGoesAway() {
        // Given
        List<RecordedWatch> watches = List.of(watch(EVERYTHING), watch(EVERYTHING), watch(EVERYTHING));
        watches.forEach(watch -> assertThat(watch.next().hasBookmark()).isTrue());
        Awaitility.await().until(() -> live.feed.waiting() == 3);

        // When
        watches.forEach(RecordedWatch::cancel);

        // Then
        Awaitility.await().during(QUICK.bookmarkEvery().multipliedBy(3)).until(() -> live.feed.waiting() == 0);
    }

    @Test
    void endsRandomMessagesClearly() {
        RandomMessages.throwAt(harness, WatchServiceGrpc.getServiceDescriptor(), 300, 20261121);
    }

    @Test
    void sendsAUnitItsOwnResourcesAndNoOthers() {
        // Given
        RecordedWatch watch = RecordedWatch.open(harness.unitChannel("units/1"), EVERYTHING);
        boolean ignored = watch.next().hasBookmark();

        // When
        live.changeAtOnce("orders/2", "calls/1", "orders/1", "orders/3");
        live.change("orders/2", "orders/1");

        // Then
        assertThat(watch.nextChanges(2)).containsExactly("3 orders/1", "6 orders/1");
        watch.cancel();
    }

    @Test
    void refusesAUnitOtherKindsAndTheInitialState() {
        // Given
        WatchRequest calls = WatchRequest.newBuilder().addKinds("calls").build();

        // When
        StatusRuntimeException kind =
                RecordedWatch.open(harness.unitChannel("units/1"), calls).end();
        StatusRuntimeException initialState = RecordedWatch.open(harness.unitChannel("units/1"), WITH_INITIAL_STATE)
                .end();

        // Then
        assertThat(Refusals.reasonOf(kind)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(Refusals.reasonOf(initialState)).isEqualTo(Reason.INVALID_FIELD);
    }
}
