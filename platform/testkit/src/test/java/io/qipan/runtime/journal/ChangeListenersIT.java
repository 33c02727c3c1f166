package io.qipan.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.testkit.TestDatabase;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Parts of a service that follow their own feed. */
class ChangeListenersIT {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime");

    private final LiveFeed here = new LiveFeed(DATABASE);
    private final LiveFeed elsewhere = new LiveFeed(DATABASE);
    private final Semaphore calls = new Semaphore(0);
    private final Semaphore orders = new Semaphore(0);

    @AfterEach
    void stop() {
        here.close();
    }

    @Test
    void hearOfChangesOfTheirKindThatAnotherReplicaMade() throws InterruptedException {
        // Given
        here.feed.onChangeOf("calls", calls::release);
        here.feed.onChangeOf("orders", orders::release);
        here.feed.start();

        // When
        elsewhere.change("calls/1", "incidents/1");

        // Then
        assertThat(calls.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        assertThat(orders.availablePermits()).isZero();
    }
}
