package io.qipan.patrol.commitment;

import static io.qipan.patrol.commitment.Orders.INCIDENT;
import static io.qipan.patrol.commitment.Orders.order;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.patrol.unit.model.UnitStatus.OutOfService;
import io.qipan.proto.common.v1.ErrorReason;
import io.qipan.proto.patrol.v1.CommitRequest;
import io.qipan.proto.patrol.v1.CommitResult;
import io.qipan.proto.patrol.v1.CommitUnitsRequest;
import io.qipan.proto.patrol.v1.Commitment;
import io.qipan.proto.patrol.v1.CommitmentServiceGrpc;
import io.qipan.proto.patrol.v1.CommitmentServiceGrpc.CommitmentServiceBlockingStub;
import io.qipan.proto.patrol.v1.ListCommitmentsRequest;
import io.qipan.proto.patrol.v1.ListCommitmentsResponse;
import io.qipan.proto.patrol.v1.ReleaseCommitmentRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.FakeJournal;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CommitmentRpcTest {
    private static final String CAR = "units/car";
    private static final String BOAT = "units/boat";

    private final TestClock clock = TestClock.standing();
    private final FakeJournal journal = new FakeJournal();
    private final Patrol patrol = Patrol.inMemory(clock, journal);

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(patrol::services);

    @BeforeEach
    void registerUnits() {
        for (String name : List.of(CAR, BOAT)) {
            Unit unit = Unit.registered(name, name, "officer", List.of(), Optional.empty());
            patrol.unitOfWork().run("test", () -> patrol.units().add(unit));
        }
    }

    private CommitmentServiceBlockingStub dispatch() {
        return CommitmentServiceGrpc.newBlockingStub(harness.channel(Role.SERVICE));
    }

    private static CommitRequest.Builder claim(int order, String unit) {
        return CommitRequest.newBuilder().setUnit(unit).setOrder(order(order)).setIncident(INCIDENT);
    }

    private List<CommitResult> commit(CommitRequest.Builder... claims) {
        CommitUnitsRequest.Builder request =
                CommitUnitsRequest.newBuilder().setRequestId(UUID.randomUUID().toString());
        for (CommitRequest.Builder claim : claims) {
            request.addCommits(claim);
        }
        return dispatch().commitUnits(request.build()).getResultsList();
    }

    private Commitment release(int order, String unit, String reason) {
        return dispatch()
                .releaseCommitment(ReleaseCommitmentRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setOrder(order(order))
                        .setUnit(unit)
                        .setIncident(INCIDENT)
                        .setReason(reason)
                        .build())
                .getCommitment();
    }

    private Unit unit(String name) {
        return patrol.unitOfWork().read(() -> patrol.units().find(name)).orElseThrow();
    }

    @Test
    void each_unit_gets_its_own_answer_in_the_order_of_the_request() {
        // Given
        commit(claim(1, CAR));

        // When
        List<CommitResult> results = commit(claim(2, CAR), claim(3, "units/ghost"), claim(4, BOAT));

        // Then
        assertThat(results).extracting(CommitResult::getUnit).containsExactly(CAR, "units/ghost", BOAT);
        assertThat(results.get(0).getRefusal().getReason()).isEqualTo(ErrorReason.UNIT_COMMITTED);
        assertThat(results.get(0).getRefusal().getHoldingOrder()).isEqualTo(order(1));
        assertThat(results.get(0).getRefusal().getMessage()).contains(CAR, order(1));
        assertThat(results.get(1).getRefusal().getReason()).isEqualTo(ErrorReason.NOT_FOUND);
        assertThat(results.get(1).getRefusal().getHoldingOrder()).isEmpty();
        assertThat(results.get(2).getCommitment())
                .isEqualTo(Commitment.newBuilder()
                        .setName(order(4).replace("orders/", "commitments/"))
                        .setUnit(BOAT)
                        .setOrder(order(4))
                        .setIncident(INCIDENT)
                        .setCommittedAt(Times.message(clock.instant()))
                        .build());
    }

    @Test
    void of_two_claims_for_one_unit_the_first_in_the_request_counts() {
        // Given
        CommitRequest.Builder first = claim(9, CAR);
        CommitRequest.Builder second = claim(1, CAR);

        // When
        List<CommitResult> results = commit(first, second);

        // Then
        assertThat(results.get(0).hasCommitment()).isTrue();
        assertThat(results.get(1).getRefusal().getHoldingOrder()).isEqualTo(order(9));
    }

    @Test
    void a_commitment_is_told_of_the_unit_and_of_itself() {
        // Given
        Instant at = clock.instant().minusSeconds(30);

        // When
        CommitResult result =
                commit(claim(1, CAR).setCommittedAt(Times.message(at))).getFirst();

        // Then
        assertThat(journal.actions()).containsExactly("commitment.held", "unit.committed");
        assertThat(journal.of(CAR).getFirst().occurredAt()).isEqualTo(at);
        assertThat(journal.of(result.getCommitment().getName()).getFirst().state())
                .isEqualTo(result.getCommitment());
        assertThat(((io.qipan.proto.patrol.v1.Unit) journal.of(CAR).getFirst().state()).getCommittedOrder())
                .isEqualTo(order(1));
        assertThat(unit(CAR).version()).isEqualTo(2);
    }

    @Test
    void an_order_sent_again_under_a_new_request_id_finds_its_commitment() {
        // Given
        CommitResult first = commit(claim(1, CAR)).getFirst();
        clock.advance(java.time.Duration.ofMinutes(1));

        // When
        CommitResult second = commit(claim(1, CAR)).getFirst();

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(journal.told()).hasSize(2);
    }

    @Test
    void a_diverted_unit_changes_hands_in_one_step() {
        // Given
        commit(claim(1, CAR));
        journal.clear();

        // When
        CommitResult result =
                commit(claim(2, CAR).setOptionalDivertFrom(order(1))).getFirst();

        // Then
        assertThat(result.getCommitment().getOrder()).isEqualTo(order(2));
        assertThat(journal.actions()).containsExactly("commitment.released", "commitment.held", "unit.diverted");
        Commitment lost = (Commitment) journal.told().getFirst().state();
        assertThat(lost.getOrder()).isEqualTo(order(1));
        assertThat(lost.getReleaseReason()).isEqualTo("diverted");
        assertThat(lost.getReleasedAt()).isEqualTo(result.getCommitment().getCommittedAt());
        assertThat(unit(CAR).committedOrder()).contains(order(2));
    }

    @Test
    void within_one_request_a_unit_can_be_taken_and_diverted() {
        // Given
        CommitRequest.Builder taken = claim(1, CAR);
        CommitRequest.Builder diverted = claim(2, CAR).setOptionalDivertFrom(order(1));

        // When
        List<CommitResult> results = commit(taken, diverted);

        // Then
        assertThat(results).allMatch(CommitResult::hasCommitment);
        assertThat(unit(CAR).committedOrder()).contains(order(2));
        assertThat(unit(CAR).version()).isEqualTo(3);
    }

    @Test
    void a_committed_unit_out_of_service_keeps_its_order_and_gets_no_other() {
        // Given
        commit(claim(1, CAR));
        Unit out = unit(CAR).change("2", new OutOfService("engine")).orRefuse();
        patrol.unitOfWork().run("test", () -> {
            patrol.units().save(out);
            return out;
        });

        // When
        CommitResult repeated = commit(claim(1, CAR)).getFirst();
        CommitResult diverted =
                commit(claim(2, CAR).setOptionalDivertFrom(order(1))).getFirst();

        // Then
        assertThat(repeated.hasCommitment()).isTrue();
        assertThat(diverted.getRefusal().getReason()).isEqualTo(ErrorReason.UNIT_OUT_OF_SERVICE);
        assertThat(unit(CAR).committedOrder()).contains(order(1));
    }

    @Test
    void releasing_frees_the_unit_and_releasing_again_changes_nothing() {
        // Given
        commit(claim(1, CAR));
        journal.clear();

        // When
        Commitment first = release(1, CAR, "cleared");
        Commitment second = release(1, CAR, "cancelled");

        // Then
        assertThat(first.getReleaseReason()).isEqualTo("cleared");
        assertThat(first.hasReleasedAt()).isTrue();
        assertThat(second).isEqualTo(first);
        assertThat(journal.actions()).containsExactly("commitment.released", "unit.released");
        assertThat(unit(CAR).committedOrder()).isEmpty();
        assertThat(commit(claim(2, CAR)).getFirst().hasCommitment()).isTrue();
    }

    @Test
    void an_order_released_before_it_was_committed_never_gets_its_unit() {
        // Given
        Commitment ruledOut = release(1, CAR, "cancelled");

        // When
        CommitResult late = commit(claim(1, CAR)).getFirst();

        // Then
        assertThat(ruledOut.hasCommittedAt()).isFalse();
        assertThat(ruledOut.hasReleasedAt()).isTrue();
        assertThat(late.getRefusal().getReason()).isEqualTo(ErrorReason.ILLEGAL_TRANSITION);
        assertThat(unit(CAR).committedOrder()).isEmpty();
        assertThat(release(1, CAR, "timed_out")).isEqualTo(ruledOut);
    }

    @Test
    void a_released_order_does_not_come_back() {
        // Given
        commit(claim(1, CAR));
        release(1, CAR, "refused");

        // When
        CommitResult late = commit(claim(1, CAR)).getFirst();

        // Then
        assertThat(late.getRefusal().getReason()).isEqualTo(ErrorReason.ILLEGAL_TRANSITION);
        assertThat(late.getRefusal().getMessage()).contains("refused");
    }

    @Test
    void lists_are_paged_and_can_leave_out_what_is_released() {
        // Given
        commit(claim(1, CAR), claim(2, BOAT));
        release(1, CAR, "cleared");
        ListCommitmentsRequest one =
                ListCommitmentsRequest.newBuilder().setPageSize(1).build();

        // When
        ListCommitmentsResponse first = dispatch().listCommitments(one);

        // Then
        assertThat(first.getCommitmentsList()).extracting(Commitment::getOrder).containsExactly(order(2));
        ListCommitmentsRequest next =
                one.toBuilder().setPageToken(first.getNextPageToken()).build();
        assertThat(dispatch().listCommitments(next).getCommitmentsList())
                .extracting(Commitment::getOrder)
                .containsExactly(order(1));
        assertThat(dispatch()
                        .listCommitments(ListCommitmentsRequest.newBuilder()
                                .setOpenOnly(true)
                                .build())
                        .getCommitmentsList())
                .extracting(Commitment::getOrder)
                .containsExactly(order(2));
        ListCommitmentsRequest otherFilter = next.toBuilder().setOpenOnly(true).build();
        assertThat(reasonOf(refused(() -> dispatch().listCommitments(otherFilter))))
                .isEqualTo(Reason.PAGE_TOKEN_INVALID);
    }

    @Test
    void people_go_through_orders() {
        // Given
        var commander = CommitmentServiceGrpc.newBlockingStub(harness.channel(Role.COMMANDER));

        // When
        Reason reason = reasonOf(refused(() -> commander.commitUnits(CommitUnitsRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .addCommits(claim(1, CAR))
                .build())));

        // Then
        assertThat(reason).isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void answers_are_counted_by_result() {
        // Given
        commit(claim(1, CAR));

        // When
        commit(claim(2, CAR), claim(3, BOAT));

        // Then
        assertThat(count("granted")).isEqualTo(2);
        assertThat(count("unit_committed")).isEqualTo(1);
    }

    private double count(String result) {
        return patrol.meters().counter("qipan.patrol.claims", "result", result).count();
    }
}
