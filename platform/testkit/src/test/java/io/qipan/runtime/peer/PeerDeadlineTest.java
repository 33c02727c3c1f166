package io.qipan.runtime.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qipan.testkit.PeerHarness;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long a peer may take, and whose fault it is when time is up. */
class PeerDeadlineTest {
    private final ScriptedCalls server = new ScriptedCalls();

    @RegisterExtension
    final PeerHarness harness = PeerHarness.serving(() -> List.of(server));

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

    @AfterEach
    void stopTimer() {
        timer.close();
    }

    private String call() {
        return ScriptedCalls.ask(harness.peer());
    }

    @Test
    void countsAPeerThatTakesMoreThanTwoSecondsAsAway() {
        // Given
        server.fallSilent();

        // When
        long began = System.nanoTime();
        Throwable failure = catchThrowable(this::call);
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        // Then
        assertThat(failure).isInstanceOf(PeerAway.class).hasMessageContaining("DEADLINE_EXCEEDED");
        assertThat(took).isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(10));
        assertThat(server.served()).isEqualTo(1);
    }

    @Test
    void doesNotBlameThePeerForTheHurryOfTheCaller() {
        // Given
        server.fallSilent();

        // When
        List<Throwable> failures = IntStream.range(0, 12)
                .mapToObj(i -> catchThrowable(() -> callWithin(20)))
                .toList();

        // Then
        assertThat(failures).allSatisfy(PeerDeadlineTest::isTheDeadlineOfTheCaller);
        server.speakAgain();
        assertThat(call()).isEqualTo("calls/1");
    }

    @Test
    void doesNotBlameThePeerWhileTheTimerOfTheCallerIsLate() throws Exception {
        // Given
        server.fallSilent();
        CountDownLatch letGo = new CountDownLatch(1);
        timer.execute(() -> await(letGo));

        // When
        Throwable failure = catchThrowable(() -> callWithin(20));

        // Then
        letGo.countDown();
        isTheDeadlineOfTheCaller(failure);
    }

    @Test
    void doesNotBlameThePeerForACallerWhoGoesAway() throws Exception {
        // Given
        server.fallSilent();
        CancellableContext caller = Context.current().withCancellation();
        CompletableFuture<String> call = CompletableFuture.supplyAsync(
                () -> {
                    Context before = caller.attach();
                    try {
                        return call();
                    } finally {
                        caller.detach(before);
                    }
                },
                Thread::startVirtualThread);
        Awaitility.await().until(() -> server.served() == 1);

        // When
        boolean ignored = caller.cancel(null);

        // Then
        assertThat(call)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(StatusRuntimeException.class)
                .withMessageContaining("CANCELLED");
    }

    @Test
    void givesAllAttemptsTogetherTwoSeconds() {
        // Given
        server.endNext(2, Status.UNAVAILABLE);

        // When
        String ignored = call();

        // Then
        assertThat(timeouts())
                .hasSize(3)
                .allSatisfy(left -> assertThat(left).isBetween(Duration.ofMillis(1), Duration.ofSeconds(2)))
                .isSortedAccordingTo(Comparator.reverseOrder())
                .doesNotHaveDuplicates();
    }

    @Test
    void givesAPeerNoMoreThanTheCallerHas() throws Exception {
        // When
        String ignored = callWithin(1_000);

        // Then
        assertThat(timeouts())
                .singleElement()
                .satisfies(left -> assertThat(left).isBetween(Duration.ofMillis(1), Duration.ofSeconds(1)));
    }

    private String callWithin(long milliseconds) throws Exception {
        try (CancellableContext hurried =
                Context.current().withDeadlineAfter(milliseconds, TimeUnit.MILLISECONDS, timer)) {
            return hurried.call(this::call);
        }
    }

    /** What the peer was told it may take. */
    private List<Duration> timeouts() {
        return harness.sent("grpc-timeout").stream()
                .map(Optional::orElseThrow)
                .map(PeerDeadlineTest::duration)
                .toList();
    }

    private static Duration duration(String timeout) {
        long number = Long.parseLong(timeout.substring(0, timeout.length() - 1));
        return switch (timeout.charAt(timeout.length() - 1)) {
            case 'n' -> Duration.ofNanos(number);
            case 'u' -> Duration.of(number, ChronoUnit.MICROS);
            default -> throw new AssertionError("An unusual timeout: " + timeout);
        };
    }

    private static void isTheDeadlineOfTheCaller(Throwable failure) {
        assertThat(failure).isInstanceOf(StatusRuntimeException.class).hasMessageContaining("DEADLINE_EXCEEDED");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
