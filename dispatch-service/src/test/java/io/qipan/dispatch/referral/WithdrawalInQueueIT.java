package io.qipan.dispatch.referral;

import static io.qipan.dispatch.Desk.newId;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.Attention;
import io.qipan.proto.dispatch.v1.Attention.Kind;
import io.qipan.proto.dispatch.v1.DecideReferralWithdrawalRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListAttentionsRequest;
import io.qipan.proto.dispatch.v1.Referral;
import io.qipan.proto.dispatch.v1.Referral.Withdrawal;
import io.qipan.proto.dispatch.v1.WithdrawReferralRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A referral waits for two things at once: a decision or result of ours, and whether its agency gets it back. */
class WithdrawalInQueueIT extends ReferralScenario {
    private static final Duration DECIDE_WITHIN = Duration.ofMinutes(5);
    private static final Duration ANSWER_WITHIN = Duration.ofHours(24);

    private Referral withdraw(Referral referral) {
        return at(HOTLINE)
                .referrals
                .withdrawReferral(WithdrawReferralRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(referral.getName())
                        .setEtag(now(referral).getEtag())
                        .setReason("the caller has made peace")
                        .build())
                .getReferral();
    }

    private Referral keep(Referral referral) {
        return desk().referrals
                .decideReferralWithdrawal(DecideReferralWithdrawalRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(referral.getName())
                        .setEtag(now(referral).getEtag())
                        .setReason("a unit is there")
                        .build())
                .getReferral();
    }

    private List<Attention> open(Kind kind) {
        return desk().attentions
                .listAttentions(
                        ListAttentionsRequest.newBuilder().setOptionalKind(kind).build())
                .getAttentionsList();
    }

    /** Accepted, without a result for too long, and asked back: both are open. */
    private Referral overdueAndAskedBack() {
        Referral offered = offer(aMatter("W-17"));
        accept(offered);
        opened(offered);
        pass(ANSWER_WITHIN);
        withdraw(offered);
        return offered;
    }

    @Test
    void both_stand_beside_each_other_each_with_who_answers_for_it() {
        // Given
        Referral offered = offer(aMatter("W-17"));
        accept(offered);
        Incident incident = opened(offered);
        pass(ANSWER_WITHIN);

        // When
        Referral asked = withdraw(offered);

        // Then
        assertThat(open(Kind.REFERRAL_WAITS))
                .singleElement()
                .satisfies(waits -> assertThat(waits.getOwner()).isEqualTo(asked.getOwner()));
        assertThat(open(Kind.REFERRAL_WITHDRAWAL)).singleElement().satisfies(back -> {
            assertThat(back.getResource()).isEqualTo(offered.getName());
            assertThat(back.getOwner())
                    .isEqualTo(incident.getOwner())
                    .isEqualTo(asked.getWithdrawal().getOwner());
        });
    }

    @Test
    void a_decision_on_the_withdrawal_settles_that_alone() {
        // Given
        Referral offered = overdueAndAskedBack();

        // When
        Referral kept = keep(offered);

        // Then
        pass(Duration.ofSeconds(1));
        assertThat(kept.getWithdrawal().getState()).isEqualTo(Withdrawal.State.REFUSED);
        assertThat(open(Kind.REFERRAL_WITHDRAWAL)).isEmpty();
        assertThat(open(Kind.REFERRAL_WAITS)).hasSize(1);
    }

    @Test
    void what_is_done_about_the_rest_leaves_the_withdrawal_open() {
        // Given
        Referral offered = offer(danger("W-17"));
        pass(DECIDE_WITHIN);
        assertThat(open(Kind.REFERRAL_WAITS)).hasSize(1);
        withdraw(offered);

        // When
        Referral accepted = accept(offered);

        // Then
        pass(Duration.ofSeconds(1));
        assertThat(accepted.getWithdrawal().getState()).isEqualTo(Withdrawal.State.ASKED);
        assertThat(open(Kind.REFERRAL_WAITS)).isEmpty();
        assertThat(open(Kind.REFERRAL_WITHDRAWAL)).hasSize(1);
    }

    @Test
    void when_nobody_decides_command_owns_it_in_the_queue_too() {
        // Given
        Referral offered = overdueAndAskedBack();

        // When
        pass(DECIDE_WITHIN);

        // Then
        assertThat(now(offered).getWithdrawal().getOwner()).isEqualTo("desk:command");
        assertThat(open(Kind.REFERRAL_WITHDRAWAL))
                .singleElement()
                .satisfies(back -> assertThat(back.getOwner()).isEqualTo("desk:command"));
    }
}
