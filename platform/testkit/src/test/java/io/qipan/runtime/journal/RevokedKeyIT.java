package io.qipan.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestDatabase;
import io.qipan.testkit.TestTokens;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The key that signed a token is taken out of the set while a watch is open that was opened by it. */
class RevokedKeyIT {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime");

    private static final Watcher.Pace QUICK = new Watcher.Pace(Duration.ofMillis(100), Duration.ofMillis(500));

    private final LiveFeed live = new LiveFeed(DATABASE);
    private final TestTokens.Revocable tokens = new TestTokens.Revocable(InstantSource.system());

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(
                    () -> List.of(new WatchRpc(live.feed, live.store, LiveFeed.KINDS, live.clock, QUICK)))
            .withVerifier(tokens);

    @BeforeEach
    void follow() {
        live.feed.start();
    }

    @AfterEach
    void stop() {
        live.close();
    }

    @Test
    void endsTheWatchesThatItsTokensOpened() {
        // Given
        RecordedWatch watch = RecordedWatch.open(harness.channel(Role.DISPATCHER), WatchRequest.getDefaultInstance());
        WatchResponse ignored = watch.next();

        // When
        tokens.revoke();

        // Then
        assertThat(Refusals.reasonOf(watch.end())).isEqualTo(Reason.TOKEN_INVALID);
    }
}
