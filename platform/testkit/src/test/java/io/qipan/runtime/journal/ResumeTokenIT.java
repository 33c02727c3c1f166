package io.qipan.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ResumeTokenIT {

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
    void continuesExactlyBehindAnyMessageOfAStream() {
        // Given a recorded stream of initial state, bookmark and changes
        live.change("calls/1", "calls/2", "calls/3");
        untilSealed(3);
        RecordedWatch recording = watch(WITH_INITIAL_STATE);
        List<WatchResponse> recorded =
                new ArrayList<>(List.of(recording.next(), recording.next(), recording.next(), recording.next()));
        live.change("calls/2");
        live.change("calls/4", "calls/1");
        recorded.addAll(recording.nextChangeMessages(3));
        recording.cancel();
        List<String> whole = RecordedWatch.changes(recorded);

        for (int i = 0; i < recorded.size(); i++) {
            // When
            RecordedWatch resumed = watch(resumingAt(EVERYTHING, recorded.get(i).getResumeToken()));

            // Then
            int before = RecordedWatch.changes(recorded.subList(0, i + 1)).size();
            List<String> rest = whole.subList(before, whole.size());
            assertThat(resumed.nextChanges(rest.size()))
                    .as("after message %d", i)
                    .isEqualTo(rest);
            resumed.cancel();
        }
    }

    @Test
    void refusesATokenOfAnotherService() {
        // When
        RecordedWatch watch = watch(resumingAt(EVERYTHING, new ResumeToken("elsewher", 0, "").toString()));

        // Then
        assertThat(Refusals.reasonOf(watch.end())).isEqualTo(Reason.RESUME_TOKEN_INVALID);
    }

    @Test
    void refusesATokenThatIsNone() {
        // When
        RecordedWatch watch = watch(resumingAt(EVERYTHING, "not base64 !"));

        // Then
        assertThat(Refusals.reasonOf(watch.end())).isEqualTo(Reason.RESUME_TOKEN_INVALID);
    }

    @Test
    void refusesATokenThatSomebodyMadeUp() {
        // Given a token with a resource that the database could not even compare
        String token = new ResumeToken(live.feed.source(), 0, "calls/\0").toString();

        // When
        RecordedWatch watch = watch(resumingAt(EVERYTHING, token));

        // Then
        assertThat(Refusals.reasonOf(watch.end())).isEqualTo(Reason.RESUME_TOKEN_INVALID);
    }

    @Test
    void refusesATokenFromTheFuture() {
        // Given a database that was put back to an earlier state
        String future = new ResumeToken(live.feed.source(), 1_000, "").toString();

        // When
        RecordedWatch watch = watch(resumingAt(EVERYTHING, future));

        // Then
        assertThat(Refusals.reasonOf(watch.end())).isEqualTo(Reason.RESUME_TOKEN_INVALID);
    }

    @Test
    void refusesATokenThatIsTooFarBehind() {
        // Given
        live.change("calls/1");
        untilSealed(1);
        DATABASE.execute("update feed set revision = 1000005");
        DATABASE.execute("update feed_head set revision = 1000005");
        untilSealed(1_000_005);
        String old = new ResumeToken(live.feed.source(), 3, "").toString();

        // When
        RecordedWatch watch = watch(resumingAt(EVERYTHING, old));

        // Then
        StatusRuntimeException refused = watch.end();
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.RESUME_TOKEN_EXPIRED);
        assertThat(Refusals.metadataOf(refused)).containsEntry("oldest", "5");
    }
}
