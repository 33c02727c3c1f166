package io.qipan.dispatch.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.RefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WorkbenchTest {

    private static int waitFor(CountDownLatch latch) {
        try {
            latch.await();
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    @Test
    void one_is_computed_two_wait_and_the_fourth_is_told_to_come_back() throws Exception {
        // Given
        Workbench workbench = new Workbench();
        CountDownLatch free = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                all.add(callers.submit(() -> workbench.compute(() -> waitFor(free))));
            }
            Awaitility.await().until(() -> workbench.waiting() == 2);

            // When
            RefusedException refusal = catchThrowableOfType(RefusedException.class, () -> workbench.compute(() -> 1));

            // Then
            assertThat(refusal.refusal().reason()).isEqualTo(Reason.OVERLOADED);
            assertThat(refusal.refusal().retryAfter()).isPresent();
            free.countDown();
            for (Future<Integer> each : all) {
                assertThat(each.get()).isEqualTo(1);
            }
        }
    }

    @Test
    void what_takes_too_long_is_ended_and_makes_room() {
        // Given
        Workbench workbench = new Workbench(Duration.ofMillis(50));

        // When
        RefusedException refusal = catchThrowableOfType(
                RefusedException.class, () -> workbench.compute(() -> waitFor(new CountDownLatch(1))));

        // Then
        assertThat(refusal.refusal().reason()).isEqualTo(Reason.OVERLOADED);
        assertThat(refusal.refusal().message()).contains("larger cells");
        Awaitility.await()
                .untilAsserted(() -> assertThat(workbench.compute(() -> 3)).isEqualTo(3));
    }

    @Test
    void what_fails_fails_for_who_asked() {
        // Given
        Workbench workbench = new Workbench();

        // When
        var failing = assertThatThrownBy(() -> workbench.compute(() -> {
            throw new IllegalArgumentException("no");
        }));

        // Then
        failing.isInstanceOf(IllegalStateException.class).hasRootCauseMessage("no");
        assertThat(workbench.compute(() -> 2)).isEqualTo(2);
    }
}
