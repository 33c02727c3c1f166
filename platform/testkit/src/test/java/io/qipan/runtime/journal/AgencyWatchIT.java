package io.qipan.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.proto.common.v1.Change;
import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Another agency watches what is its own, by the name in its token. */
class AgencyWatchIT {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime");

    private static final Watcher.Pace QUICK = new Watcher.Pace(Duration.ofMillis(100), Duration.ofMillis(500));
    private static final WatchRequest EVERYTHING = WatchRequest.getDefaultInstance();

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
        return RecordedWatch.open(harness.agencyChannel("zhao", "agencies/1"), request);
    }

    @Test
    void sendsAnAgencyItsOwnResourcesAndNoOthers() {
        // Given
        RecordedWatch watch = watch(EVERYTHING);
        boolean ignored = watch.next().hasBookmark();

        // When
        live.changeAtOnce("referrals/2", "calls/1", "referrals/1", "orders/1");
        live.change("referrals/2", "referrals/1");

        // Then
        assertThat(watch.nextChanges(2)).containsExactly("3 referrals/1", "6 referrals/1");
        watch.cancel();
    }

    @Test
    void doesNotTellAnAgencyWhoAtOurDeskMadeAChange() {
        // Given
        RecordedWatch ours = RecordedWatch.open(harness.channel(Role.DISPATCHER), EVERYTHING);
        RecordedWatch theirs = watch(EVERYTHING);
        boolean ignored = ours.next().hasBookmark() && theirs.next().hasBookmark();

        // When
        live.change("referrals/1");

        // Then
        Change told = theirs.nextChangeMessages(1).getFirst().getChange();
        assertThat(told.getActor()).isEmpty();
        assertThat(told.getAction()).isEqualTo("thing.changed");
        assertThat(ours.nextChangeMessages(1).getFirst().getChange().getActor()).isEqualTo("system:test");
        ours.cancel();
        theirs.cancel();
    }

    @Test
    void sendsNothingOfAResourceOfAnother() {
        // Given
        RecordedWatch watch = watch(
                WatchRequest.newBuilder().setOptionalResource("referrals/2").build());
        boolean ignored = watch.next().hasBookmark();

        // When
        live.change("referrals/2");

        // Then
        assertThat(watch.next().hasBookmark()).isTrue();
        watch.cancel();
    }

    @Test
    void refusesOtherKindsTheInitialStateAndAgenciesWithoutAName() {
        // Given
        WatchRequest calls = WatchRequest.newBuilder().addKinds("calls").build();
        WatchRequest initial =
                WatchRequest.newBuilder().setSendInitialState(true).build();

        // When
        List<StatusRuntimeException> ends = List.of(
                watch(calls).end(),
                watch(initial).end(),
                RecordedWatch.open(harness.channel(Role.AGENCY), EVERYTHING).end());

        // Then
        assertThat(ends)
                .extracting(Refusals::reasonOf)
                .containsExactly(Reason.ACCESS_DENIED, Reason.INVALID_FIELD, Reason.ACCESS_DENIED);
    }
}
