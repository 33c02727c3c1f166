package io.qipan.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A replica that starts when much has happened already. */
class LateReplicaIT {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime");

    private final LiveFeed earlier = new LiveFeed(DATABASE);
    private final LiveFeed late = new LiveFeed(DATABASE);

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(
            () -> List.of(new WatchRpc(late.feed, late.store, LiveFeed.KINDS, late.clock, Watcher.Pace.USUAL)));

    @AfterEach
    void stop() {
        late.close();
    }

    @Test
    void readsFromTheDatabaseWhatItsMemoryDoesNotHold() {
        // Given
        earlier.change("calls/1", "calls/2");
        List<Sealed> ignored = earlier.sequencer.seal();
        late.feed.start();
        String beginning = new ResumeToken(late.feed.source(), 0, "").toString();

        // When
        RecordedWatch watch = RecordedWatch.open(
                harness.channel(Role.DISPATCHER),
                WatchRequest.newBuilder().setOptionalResumeToken(beginning).build());

        // Then
        assertThat(watch.nextChanges(2)).containsExactly("1 calls/1", "2 calls/2");
        late.change("calls/3");
        assertThat(watch.nextChanges(1)).containsExactly("3 calls/3");
        watch.cancel();
    }
}
