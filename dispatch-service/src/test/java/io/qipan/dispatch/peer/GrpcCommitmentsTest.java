package io.qipan.dispatch.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.Timestamp;
import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.Places;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.order.Commitments.Answer;
import io.qipan.dispatch.order.model.Order;
import io.qipan.dispatch.order.model.Report;
import io.qipan.proto.common.v1.ErrorReason;
import io.qipan.proto.patrol.v1.CommitRefusal;
import io.qipan.proto.patrol.v1.CommitRequest;
import io.qipan.proto.patrol.v1.CommitResult;
import io.qipan.proto.patrol.v1.CommitUnitsRequest;
import io.qipan.proto.patrol.v1.Commitment;
import io.qipan.proto.patrol.v1.ReleaseCommitmentRequest;
import io.qipan.testkit.PeerHarness;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrpcCommitmentsTest {
    private static final String INCIDENT = "incidents/01939b4e-0000-7000-8000-000000000001";
    private static final String ORDER = "orders/01939b4e-0000-7000-8000-000000000003";
    private static final String OTHER_ORDER = "orders/01939b4e-0000-7000-8000-000000000004";
    private static final Instant AT = Instant.parse("2026-11-20T02:00:00.123456Z");
    private static final Timestamp AT_MESSAGE = Timestamp.newBuilder()
            .setSeconds(AT.getEpochSecond())
            .setNanos(123_456_000)
            .build();

    private final CommitmentServer server = new CommitmentServer();

    @RegisterExtension
    final PeerHarness patrol = PeerHarness.serving(() -> List.of(server));

    private static Order order(String name, Optional<OrderId> divertedFrom) {
        return Order.requested(
                OrderId.parse(name),
                new IncidentId(UUID.fromString("01939b4e-0000-7000-8000-000000000001")),
                "units/boat-1",
                "from the north bank",
                "tester",
                divertedFrom,
                false,
                new Report(Places.NOW, Places.NOW, "tester", false),
                Places.NOW);
    }

    private static Order order() {
        return order(ORDER, Optional.empty());
    }

    /** Made anew for each call, as after a restart. */
    private GrpcCommitments commitments() {
        return new GrpcCommitments(patrol.peer());
    }

    @Test
    void commitsTheUnitOfAnOrder() {
        // When
        Answer answer = commitments().commit(order(), AT);

        // Then
        assertThat(answer).isEqualTo(new Answer.Committed());
        assertThat(server.commits())
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .isEqualTo(CommitUnitsRequest.newBuilder()
                                .setRequestId(request.getRequestId())
                                .addCommits(CommitRequest.newBuilder()
                                        .setUnit("units/boat-1")
                                        .setOrder(ORDER)
                                        .setIncident(INCIDENT)
                                        .setCommittedAt(AT_MESSAGE))
                                .build()));
    }

    @Test
    void takesTheUnitFromTheOrderThatItIsDivertedFrom() {
        // When
        Answer answer = commitments().commit(order(ORDER, Optional.of(OrderId.parse(OTHER_ORDER))), AT);

        // Then
        assertThat(answer).isEqualTo(new Answer.Committed());
        assertThat(server.commits())
                .singleElement()
                .extracting(request -> request.getCommits(0).getOptionalDivertFrom())
                .isEqualTo(OTHER_ORDER);
    }

    @Test
    void tellsWhyAUnitWasNotCommitted() {
        // Given
        server.answers(CommitResult.newBuilder()
                .setRefusal(CommitRefusal.newBuilder()
                        .setReason(ErrorReason.UNIT_COMMITTED)
                        .setMessage("units/boat-1 is committed to " + OTHER_ORDER + ".")
                        .setHoldingOrder(OTHER_ORDER)));

        // When
        Answer answer = commitments().commit(order(), AT);

        // Then
        assertThat(answer)
                .isEqualTo(
                        new Answer.NotCommitted("UNIT_COMMITTED: units/boat-1 is committed to " + OTHER_ORDER + "."));
    }

    @Test
    void doesNotTakeAnAnswerThatSaysNothingForARefusal() {
        // Given
        server.answers(CommitResult.newBuilder().setUnit("units/boat-1"));

        // When
        Throwable failure = catchThrowable(() -> commitments().commit(order(), AT));

        // Then
        assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessageContaining("units/boat-1");
    }

    @Test
    void asksForAReleaseAgainUnderTheSameRequestIdAndForACommitmentAnewSoThatNoStoredAnswerIsRepeated() {
        // When
        for (int i = 0; i < 2; i++) {
            Answer ignored = commitments().commit(order(), AT);
            Optional<Instant> unused = commitments().release(order(), "cancelled", AT);
        }

        // Then
        assertThat(server.releases()).hasSize(2).containsOnly(server.releases().getFirst());
        assertThat(server.commits())
                .extracting(CommitUnitsRequest::getRequestId)
                .hasSize(2)
                .doesNotHaveDuplicates();
        assertThat(server.commits())
                .extracting(CommitUnitsRequest::getCommitsList)
                .containsOnly(server.commits().getFirst().getCommitsList());
    }

    @Test
    void asksForAReleaseAnewAfterTheOrderWentOnUnderAnotherIncident() {
        // Given
        Order moved = order().under(new IncidentId(UUID.fromString("01939b4e-0000-7000-8000-0000000000ff")));

        // When
        Optional<Instant> ignored = commitments().release(order(), "cancelled", AT);
        ignored = commitments().release(moved, "cancelled", AT);

        // Then
        assertThat(server.requestIds()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void saysSinceWhenAReleasedUnitWasHeldIfItEverWas() {
        // Given
        Commitment neverHeld = Commitment.newBuilder().setReleasedAt(AT_MESSAGE).build();
        Commitment held = neverHeld.toBuilder().setCommittedAt(AT_MESSAGE).build();

        // When
        Optional<Instant> never = GrpcCommitments.heldSince(neverHeld);
        Optional<Instant> once = GrpcCommitments.heldSince(held);

        // Then
        assertThat(never).isEmpty();
        assertThat(once).contains(AT);
    }

    @Test
    void asksSomethingElseUnderAnotherRequestId() {
        // When
        for (String name : List.of(ORDER, OTHER_ORDER)) {
            Answer ignored = commitments().commit(order(name, Optional.empty()), AT);
            Optional<Instant> unused = commitments().release(order(name, Optional.empty()), "cancelled", AT);
        }

        // Then
        assertThat(server.requestIds()).hasSize(4).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cleared", "refused", "cancelled", "timed_out", "diverted"})
    void releasesTheUnitOfAnOrder(String reason) {
        // When
        Optional<Instant> ignored = commitments().release(order(), reason, AT);

        // Then
        assertThat(server.releases())
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .isEqualTo(ReleaseCommitmentRequest.newBuilder()
                                .setRequestId(request.getRequestId())
                                .setOrder(ORDER)
                                .setReason(reason)
                                .setReleasedAt(AT_MESSAGE)
                                .setUnit("units/boat-1")
                                .setIncident(INCIDENT)
                                .build()));
    }

    @Test
    void doesNotBelieveInAReleaseThatDidNotHappen() {
        // Given
        server.keepHolding();

        // When
        Throwable failure = catchThrowable(() -> commitments().release(order(), "cleared", AT));

        // Then
        assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessageContaining(ORDER);
    }

    @Test
    void passesOnThatTheContractWasBroken() {
        // When asked with a reason that the contract does not have
        assertThatThrownBy(() -> commitments().release(order(), "forgotten", AT))
                // Then
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("INVALID_ARGUMENT");
    }
}
