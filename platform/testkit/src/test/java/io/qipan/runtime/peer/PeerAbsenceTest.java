package io.qipan.runtime.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grpc.Status;
import io.qipan.testkit.PeerHarness;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When a peer is left alone, and how it is found again. */
class PeerAbsenceTest {
    private final ScriptedCalls server = new ScriptedCalls();

    @RegisterExtension
    final PeerHarness harness = PeerHarness.serving(() -> List.of(server));

    private String call() {
        return ScriptedCalls.ask(harness.peer());
    }

    private void callTimes(int times) {
        for (int i = 0; i < times; i++) {
            Throwable ignored = catchThrowable(this::call);
        }
    }

    @Test
    void leavesAPeerAloneAfterHalfOfTenCallsHaveFailed() {
        // Given
        server.endNext(5, Status.OK);
        server.endNext(5, Status.RESOURCE_EXHAUSTED);
        callTimes(10);

        // When
        Throwable failure = catchThrowable(this::call);

        // Then
        assertThat(failure).isInstanceOf(PeerAway.class).hasCauseInstanceOf(CircuitBreakerOpenException.class);
        assertThat(server.served()).isEqualTo(10);
    }

    @Test
    void goesOnAskingAPeerThatStumblesOverWhatItIsAsked() {
        // Given
        server.endNext(10, Status.INTERNAL);
        callTimes(10);

        // When
        String answer = call();

        // Then
        assertThat(answer).isNotEmpty();
    }

    @Test
    void goesOnAskingAPeerThatMostlyAnswers() {
        // Given
        server.endNext(6, Status.OK);
        server.endNext(4, Status.RESOURCE_EXHAUSTED);
        callTimes(10);

        // When
        String answer = call();

        // Then
        assertThat(answer).isEqualTo("calls/1");
    }

    @Test
    void findsThePeerAgainOnceItIsBack() {
        // Given it was away until no call was made any more
        harness.stop();
        assertThatThrownBy(this::call).isInstanceOf(PeerAway.class).hasMessageContaining("UNAVAILABLE");
        callTimes(10);
        assertThatThrownBy(this::call).hasCauseInstanceOf(CircuitBreakerOpenException.class);

        // When
        harness.start();

        // Then
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(PeerAway.class)
                .until(() -> call().equals("calls/1"));
    }

    @Test
    void countsAPeerThatStopsInTheMiddleOfACallAsAway() throws Exception {
        // Given
        server.fallSilent();
        CompletableFuture<String> call = CompletableFuture.supplyAsync(this::call, Thread::startVirtualThread);
        Awaitility.await().until(() -> server.served() == 1);

        // When
        harness.stop();

        // Then
        assertThat(call)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(PeerAway.class);
    }
}
