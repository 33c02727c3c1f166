package io.qipan.dispatch.transfer;

import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Desk;
import io.qipan.proto.dispatch.v1.AnswerTransferRequest.Answer;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.GetTransferRequest;
import io.qipan.proto.dispatch.v1.ListOffersRequest;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.Transfer;
import io.qipan.proto.dispatch.v1.Transfer.State;
import io.qipan.proto.dispatch.v1.TransferMode;
import io.qipan.proto.dispatch.v1.WithdrawTransferRequest;
import io.qipan.runtime.refusal.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransferIT extends TransferScenario {
    @Test
    void a_matter_goes_over_when_a_person_there_has_taken_it_and_not_when_their_system_has() {
        // Given
        Transfer offered = offered();
        assertThat(offered.getMode()).isEqualTo(TransferMode.PUT_THROUGH);

        // When
        pass(0);

        // Then
        Transfer delivered = now(offered);
        assertThat(delivered.getState()).isEqualTo(State.DELIVERED);
        assertThat(delivered.getTheirReference()).isEqualTo("W-1");
        assertThat(callOf(offered).getState()).isEqualTo(Call.State.OPEN);
        Transfer accepted = answer(offered, Answer.ACCEPT);
        assertThat(accepted.getState()).isEqualTo(State.ACCEPTED);
        assertThat(accepted.getAcceptedBy()).isEqualTo("agent 17");
        assertThat(callOf(offered).getOutcome()).isEqualTo(CallOutcome.TRANSFERRED);
        assertThat(callOf(offered).getRationale()).contains(offered.getName(), HOTLINE);
        assertThat(deadlines(offered.getName())).containsExactly("transfer.answer");
        assertThat(answer(offered, Answer.COMPLETE).getState()).isEqualTo(State.COMPLETED);
        assertThat(deadlines(offered.getName())).isEmpty();
        assertThat(told(offered.getName()))
                .containsExactly("transfer.offered", "transfer.delivered", "transfer.accepted", "transfer.completed");
    }

    @Test
    void a_partner_that_comes_back_in_time_gets_the_offer_once() {
        // Given
        partners.away = true;
        Transfer offered = offered();
        pass(10);
        assertThat(now(offered).getState()).isEqualTo(State.OFFERED);

        // When
        partners.away = false;
        pass(60);

        // Then
        assertThat(now(offered).getState()).isEqualTo(State.DELIVERED);
        assertThat(partners.taken).hasSize(1);
    }

    @Test
    void an_offer_whose_receipt_is_lost_is_delivered_once() {
        // Given
        partners.losesAnswers = true;
        Transfer offered = offered();
        pass(0);

        // When
        partners.losesAnswers = false;
        pass(60);

        // Then
        assertThat(now(offered).getState()).isEqualTo(State.DELIVERED);
        assertThat(partners.taken).hasSize(1);
    }

    @Test
    void what_cannot_be_delivered_in_time_stays_with_its_owner_and_the_partner_learns_of_it_later() {
        // Given
        partners.away = true;
        Transfer offered = offered();
        pass(1);

        // When
        pass(120);

        // Then
        Transfer kept = now(offered);
        assertThat(kept.getState()).isEqualTo(State.KEPT);
        assertThat(kept.getReason()).contains("delivered in time");
        assertThat(kept.getOwner()).isEqualTo("wang");
        assertThat(callOf(offered).getState()).isEqualTo(Call.State.OPEN);
        assertThat(deadlines(offered.getCall())).containsExactly("call.decide");
        partners.away = false;
        pass(120);
        assertThat(partners.dropped).hasSize(1);
        assertThat(deadlines(offered.getName())).isEmpty();
    }

    @Test
    void what_nobody_there_decides_in_time_stays_with_who_received_it_first() {
        // Given
        Transfer delivered = delivered();

        // When
        pass(Duration.ofMinutes(7));

        // Then
        assertThat(now(delivered).getState()).isEqualTo(State.KEPT);
        assertThat(partners.dropped).hasSize(1);
        var late = refused(() -> answer(delivered, Answer.ACCEPT));
        assertThat(reasonOf(late)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(metadataOf(late)).containsEntry("state", "kept");
        assertThat(callOf(delivered).getState()).isEqualTo(Call.State.OPEN);
    }

    @Test
    void an_acceptance_that_overtakes_the_receipt_stands() {
        // Given
        Transfer offered = offered();
        partners.whileTaking = () -> answer(offered, Answer.ACCEPT);

        // When
        pass(0);

        // Then
        assertThat(now(offered).getState()).isEqualTo(State.ACCEPTED);
        assertThat(deadlines(offered.getName())).containsExactly("transfer.answer");
    }

    @Test
    void the_same_answer_again_changes_nothing() {
        // Given
        Transfer delivered = delivered();
        Transfer accepted = answer(delivered, Answer.ACCEPT);

        // When
        Transfer again = answer(delivered, Answer.ACCEPT);

        // Then
        assertThat(again).isEqualTo(accepted);
        assertThat(told(delivered.getName()).stream().filter("transfer.accepted"::equals))
                .hasSize(1);
        assertThat(told(delivered.getCall()).stream().filter("call.ended"::equals))
                .hasSize(1);
    }

    @Test
    void what_they_return_is_ours_and_may_be_offered_once_more_only() {
        // Given
        Transfer first = delivered();
        answer(first, Answer.RETURN);
        partners.refuses = true;
        Transfer second = offer(offering(callOf(first)));
        pass(0);

        // When
        String why = refusedBecause(offering(callOf(first)));

        // Then
        assertThat(now(first).getState()).isEqualTo(State.RETURNED);
        assertThat(now(second).getState()).isEqualTo(State.RETURNED);
        assertThat(why).isEqualTo("too_often");
        assertThat(callOf(first).getState()).isEqualTo(Call.State.OPEN);
    }

    @Test
    void a_call_is_on_one_way_at_a_time_and_a_withdrawn_one_is_ours() {
        // Given
        Transfer offered = offered();
        var second = refused(() -> offer(offering(callOf(offered))));

        // When
        Transfer withdrawn = desk().transfers
                .withdrawTransfer(WithdrawTransferRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(offered.getName())
                        .setEtag(offered.getEtag())
                        .setReason("the caller changed his mind")
                        .build())
                .getTransfer();

        // Then
        assertThat(reasonOf(second)).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(withdrawn.getState()).isEqualTo(State.KEPT);
        pass(0);
        assertThat(partners.taken).isEmpty();
        assertThat(partners.dropped).hasSize(1);
    }

    @Test
    void a_result_that_does_not_come_is_missed_again_and_again() {
        // Given
        Transfer accepted = answer(delivered(), Answer.ACCEPT);

        // When
        pass(Duration.ofHours(24));
        pass(Duration.ofHours(24));

        // Then
        assertThat(told(accepted.getName()).stream().filter("transfer.overdue"::equals))
                .hasSize(2);
        assertThat(now(accepted).getEtag()).isEqualTo(accepted.getEtag());
    }

    @Test
    void a_partner_sees_and_answers_its_own_only_and_reads_both_clocks() {
        // Given
        Transfer delivered = delivered();
        Desk fireBrigade = at("agencies/119");

        // When
        List<Transfer> theirs = at(HOTLINE)
                .transfers
                .listOffers(ListOffersRequest.getDefaultInstance())
                .getTransfersList();

        // Then
        assertThat(theirs).containsExactly(delivered);
        assertThat(theirs.getFirst().hasDecideBy()).isTrue();
        assertThat(theirs.getFirst().hasDeliveredAt()).isTrue();
        assertThat(fireBrigade
                        .transfers
                        .listOffers(ListOffersRequest.getDefaultInstance())
                        .getTransfersList())
                .isEmpty();
        assertThat(reasonOf(refused(() -> fireBrigade.transfers.answerTransfer(
                        answering(delivered, Answer.ACCEPT).build()))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(refused(() -> fireBrigade.transfers.getTransfer(GetTransferRequest.newBuilder()
                        .setName(delivered.getName())
                        .build()))))
                .isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void every_open_transfer_is_open_work_with_an_owner_and_a_deadline() {
        // Given
        Transfer offered = offered();

        // When
        var work = desk().oversight.listOpenWork(ListOpenWorkRequest.getDefaultInstance());

        // Then
        assertThat(work.getWorkList())
                .anySatisfy(item -> assertThat(item.getResource()).isEqualTo(offered.getName()));
        assertThat(desk().oversight
                        .listOpenWork(ListOpenWorkRequest.newBuilder()
                                .setOrphansOnly(true)
                                .build())
                        .getWorkList())
                .isEmpty();
    }
}
