package io.qipan.runtime.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qipan.runtime.rpc.Tracing;
import io.qipan.testkit.PeerHarness;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PeerTest {
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
    void triesThreeTimesWhatIsUnavailable() {
        // Given
        server.endNext(3, Status.UNAVAILABLE.withDescription("starting up"));

        // When
        Throwable failure = catchThrowable(this::call);

        // Then
        assertThat(failure)
                .isInstanceOf(PeerAway.class)
                .hasMessageContainingAll("peer-service", "starting up")
                .hasCauseInstanceOf(StatusRuntimeException.class);
        assertThat(server.served()).isEqualTo(3);
    }

    @Test
    void isAnsweredByAPeerThatFailedOnce() {
        // Given
        server.endNext(1, Status.UNAVAILABLE);

        // When
        String answer = call();

        // Then
        assertThat(answer).isEqualTo("calls/1");
        assertThat(server.served()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {"RESOURCE_EXHAUSTED", "ABORTED", "INTERNAL", "UNKNOWN", "UNAUTHENTICATED", "DEADLINE_EXCEEDED"})
    void countsAnIllPeerAsAwayWithoutAskingItAgain(Status.Code code) {
        // Given
        server.endNext(1, code.toStatus());

        // When
        Throwable failure = catchThrowable(this::call);

        // Then
        assertThat(failure).isInstanceOf(PeerAway.class).hasMessageContaining(code.name());
        assertThat(server.served()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {
                "INVALID_ARGUMENT",
                "NOT_FOUND",
                "ALREADY_EXISTS",
                "PERMISSION_DENIED",
                "FAILED_PRECONDITION",
                "OUT_OF_RANGE",
                "UNIMPLEMENTED"
            })
    void passesARefusalAsItIsHoweverOften(Status.Code code) {
        // Given
        server.endNext(20, code.toStatus().withDescription("no"));
        callTimes(19);

        // When
        Throwable failure = catchThrowable(this::call);

        // Then
        assertThat(failure).isInstanceOf(StatusRuntimeException.class).hasMessage(code + ": no");
        assertThat(server.served()).isEqualTo(20);
    }

    @Test
    void saysWhoWeAre() {
        // When
        String ignored = call();

        // Then
        assertThat(harness.sent("authorization")).containsExactly(Optional.of("Bearer " + PeerHarness.TOKEN));
        assertThat(harness.sent("traceparent")).containsExactly(Optional.empty());
    }

    @Test
    void passesTheTraceOfTheRequestOn() {
        // Given
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        // When
        Tracing.in(trace).run(() -> {
            String ignored = call();
        });

        // Then
        assertThat(harness.sent("traceparent"))
                .singleElement()
                .satisfies(sent -> assertThat(sent).get().asString().matches("00-" + trace + "-[0-9a-f]{16}-01"));
    }
}
