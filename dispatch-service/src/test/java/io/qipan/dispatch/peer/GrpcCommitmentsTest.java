package io.qipan.dispatch.peer;

import static io.qipan.dispatch.Places.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.order.model.Order;
import io.qipan.dispatch.order.model.Report;
import io.qipan.proto.patrol.v1.CommitUnitsRequest;
import io.qipan.proto.patrol.v1.Commitment;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GrpcCommitmentsTest {
    private static final Order ORDER = Order.requested(
            new OrderId(UUID.fromString("01939b4e-0000-7000-8000-000000000003")),
            new IncidentId(UUID.fromString("01939b4e-0000-7000-8000-000000000001")),
            "units/boat-1",
            "",
            "tester",
            Optional.empty(),
            new Report(NOW, NOW, "tester", false),
            NOW);

    @Test
    void each_attempt_to_commit_asks_anew_so_that_no_stored_answer_is_repeated() {
        // Given
        CommitUnitsRequest first = GrpcCommitments.commitRequest(ORDER, NOW);

        // When
        CommitUnitsRequest second = GrpcCommitments.commitRequest(ORDER, NOW);

        // Then
        assertThat(second.getRequestId()).isNotEqualTo(first.getRequestId());
        assertThat(second.getCommitsList()).isEqualTo(first.getCommitsList());
    }

    @Test
    void a_release_says_since_when_the_unit_was_held_if_it_ever_was() {
        // Given
        Commitment neverHeld =
                Commitment.newBuilder().setReleasedAt(Times.message(NOW)).build();
        Commitment held = neverHeld.toBuilder()
                .setCommittedAt(Times.message(NOW.minusSeconds(9)))
                .build();

        // When
        Optional<Instant> never = GrpcCommitments.heldSince(neverHeld);
        Optional<Instant> once = GrpcCommitments.heldSince(held);

        // Then
        assertThat(never).isEmpty();
        assertThat(once).contains(NOW.minusSeconds(9));
    }

    @Test
    void a_commitment_that_still_holds_is_no_release() {
        // Given
        Commitment held =
                Commitment.newBuilder().setCommittedAt(Times.message(NOW)).build();

        // When
        Throwable thrown = catchThrowable(() -> GrpcCommitments.heldSince(held));

        // Then
        assertThat(thrown).hasMessageContaining("has not released");
    }
}
