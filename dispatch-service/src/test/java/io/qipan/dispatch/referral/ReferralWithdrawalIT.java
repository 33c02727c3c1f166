package io.qipan.dispatch.referral;

import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Desk;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.DecideReferralWithdrawalRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.proto.dispatch.v1.Referral;
import io.qipan.proto.dispatch.v1.Referral.State;
import io.qipan.proto.dispatch.v1.Referral.Withdrawal;
import io.qipan.proto.dispatch.v1.WithdrawReferralRequest;
import io.qipan.runtime.refusal.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The agency wants back what it has handed over. */
class ReferralWithdrawalIT extends ReferralScenario {
    private static final Duration DECIDE_WITHIN = Duration.ofMinutes(5);

    private WithdrawReferralRequest withdrawal(Referral referral) {
        return WithdrawReferralRequest.newBuilder()
                .setRequestId(newId())
                .setName(referral.getName())
                .setEtag(now(referral).getEtag())
                .setReason("the caller has made peace")
                .build();
    }

    private Referral withdraw(Referral referral) {
        return at(HOTLINE).referrals.withdrawReferral(withdrawal(referral)).getReferral();
    }

    private Referral decide(Referral referral, boolean grant) {
        return desk().referrals
                .decideReferralWithdrawal(DecideReferralWithdrawalRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(referral.getName())
                        .setEtag(now(referral).getEtag())
                        .setGrant(grant)
                        .setReason("looked at it")
                        .build())
                .getReferral();
    }

    private static List<String> attentions() {
        return rows("select kind || ' ' || state from attention where starts_with(resource, 'referrals/') order by id");
    }

    @Test
    void what_nobody_has_taken_is_over_at_once_and_the_number_is_gone() {
        // Given
        Referral offered = offer(aMatter("W-17"));
        assertThat(rows("select key_id from referral_number")).hasSize(1);

        // When
        Referral withdrawn = withdraw(offered);

        // Then
        assertThat(withdrawn.getState()).isEqualTo(State.WITHDRAWN);
        assertThat(withdrawn.getReason()).isEqualTo("the caller has made peace");
        assertThat(withdrawn.hasWithdrawal()).isFalse();
        assertThat(withdrawn.hasNextDeadlineAt()).isFalse();
        assertThat(deadlines(offered.getName())).isEmpty();
        assertThat(calls()).isEmpty();
        assertThat(rows("select key_id from referral_number")).isEmpty();
        assertThat(told(offered.getName())).containsExactly("referral.offered", "referral.withdrawn");
        assertThat(reasonOf(refused(() -> accept(offered)))).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(offer(aMatter("W-17")).getState()).isEqualTo(State.WITHDRAWN);
    }

    @Test
    void what_is_being_worked_is_asked_for_at_the_owner_of_its_incident() {
        // Given
        Referral offered = offer(aMatter("W-17"));
        accept(offered);
        Incident incident = opened(offered);

        // When
        Referral asked = withdraw(offered);

        // Then
        assertThat(asked.getState()).isEqualTo(State.ACCEPTED);
        assertThat(asked.getWithdrawal().getState()).isEqualTo(Withdrawal.State.ASKED);
        assertThat(asked.getWithdrawal().getOwner()).isEqualTo(incident.getOwner());
        assertThat(deadlines(offered.getName()))
                .containsExactly("referral.answer", "referral.follow", "referral.withdraw");
        assertThat(attentions()).containsExactly("REFERRAL_WITHDRAWAL untaken");
        assertThat(desk().oversight
                        .listOpenWork(ListOpenWorkRequest.getDefaultInstance())
                        .getWorkList())
                .filteredOn(work -> work.getResource().equals(offered.getName()))
                .extracting(OpenWork::getOwner)
                .contains(incident.getOwner());
        assertThat(reasonOf(refused(() -> withdraw(offered)))).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void granted_it_is_over_and_its_incident_goes_on() {
        // Given
        Referral offered = offer(aMatter("W-17"));
        accept(offered);
        Incident incident = opened(offered);
        withdraw(offered);

        // When
        Referral granted = decide(offered, true);

        // Then
        assertThat(granted.getState()).isEqualTo(State.WITHDRAWN);
        assertThat(granted.getWithdrawal().getState()).isEqualTo(Withdrawal.State.GRANTED);
        assertThat(granted.getWithdrawal().getAnswer()).isEqualTo("looked at it");
        assertThat(granted.getWithdrawal().getDecidedBy()).isEqualTo("wang");
        assertThat(deadlines(offered.getName())).isEmpty();
        assertThat(desk().now(incident).getState()).isEqualTo(Incident.State.NEW);
        pass(DECIDE_WITHIN.multipliedBy(3));
        assertThat(attentions()).containsExactly("REFERRAL_WITHDRAWAL settled");
        assertThat(told(offered.getName()))
                .containsExactly(
                        "referral.offered", "referral.accepted", "referral.withdrawal_asked", "referral.withdrawn");
    }

    @Test
    void nobody_decides_so_command_is_told_and_then_it_stays_ours() {
        // Given
        Referral offered = offer(aMatter("W-17"));
        accept(offered);
        opened(offered);
        withdraw(offered);
        pass(DECIDE_WITHIN);
        assertThat(now(offered).getWithdrawal().getState()).isEqualTo(Withdrawal.State.REMINDED);
        assertThat(now(offered).getWithdrawal().getOwner()).isEqualTo("desk:command");

        // When
        pass(DECIDE_WITHIN);

        // Then
        Referral kept = now(offered);
        assertThat(kept.getState()).isEqualTo(State.ACCEPTED);
        assertThat(kept.getWithdrawal().getState()).isEqualTo(Withdrawal.State.REFUSED);
        assertThat(kept.getWithdrawal().getDecidedBy()).isEqualTo("system:referral.withdraw");
        assertThat(deadlines(offered.getName())).containsExactly("referral.answer", "referral.follow");
        assertThat(told(offered.getName()))
                .containsExactly(
                        "referral.offered",
                        "referral.accepted",
                        "referral.withdrawal_asked",
                        "referral.withdrawal_undecided",
                        "referral.withdrawal_refused");
        assertThat(withdraw(offered).getWithdrawal().getState()).isEqualTo(Withdrawal.State.ASKED);
    }

    @Test
    void danger_that_is_a_call_already_is_asked_for_too_and_danger_told_since_ends_the_asking() {
        // Given
        Referral offered = offer(danger("W-17"));
        Call call = callOf(offered);
        Referral asked = withdraw(offered);
        assertThat(asked.getState()).isEqualTo(State.OFFERED);
        assertThat(asked.getWithdrawal().getOwner()).isEqualTo(call.getOwner());
        Referral other = offer(aMatter("W-18"));
        accept(other);
        withdraw(other);

        // When
        Referral endangered = offer(danger("W-18"));

        // Then
        assertThat(endangered.getWithdrawal().getState()).isEqualTo(Withdrawal.State.OVERTAKEN);
        assertThat(deadlines(other.getName())).doesNotContain("referral.withdraw");
        assertThat(refused(() -> decide(other, true)))
                .satisfies(refusal -> assertThat(reasonOf(refusal)).isEqualTo(Reason.ILLEGAL_TRANSITION));
        assertThat(decide(offered, false).getWithdrawal().getState()).isEqualTo(Withdrawal.State.REFUSED);
    }

    @Test
    void an_incident_that_ends_first_is_the_result_and_nobody_decides_any_more() {
        // Given
        Referral offered = offer(aMatter("W-17"));
        accept(offered);
        Incident incident = opened(offered);
        withdraw(offered);
        desk().end(incident);

        // When
        look();

        // Then
        Referral completed = now(offered);
        assertThat(completed.getState()).isEqualTo(State.COMPLETED);
        assertThat(completed.getWithdrawal().getState()).isEqualTo(Withdrawal.State.OVERTAKEN);
        assertThat(deadlines(offered.getName())).isEmpty();
        assertThat(reasonOf(refused(() -> decide(offered, true)))).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(reasonOf(refused(() -> withdraw(offered)))).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void of_another_agency_it_does_not_exist_and_nobody_at_a_desk_withdraws() {
        // Given
        Referral offered = offer(aMatter("W-17"));
        Desk fireBrigade = at(FIRE_BRIGADE);

        // When
        var refusal = refused(() -> fireBrigade.referrals.withdrawReferral(
                withdrawal(offered).toBuilder().setEtag("stale").build()));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(refused(() -> desk().referrals.withdrawReferral(withdrawal(offered)))))
                .isEqualTo(Reason.ACCESS_DENIED);
        assertThat(reasonOf(refused(() -> decide(offered, true)))).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(now(offered).getState()).isEqualTo(State.OFFERED);
    }
}
