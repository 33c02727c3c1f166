package io.qipan.dispatch.referral;

import io.qipan.dispatch.id.model.ReferralId;
import io.qipan.dispatch.referral.model.Referral;
import io.qipan.dispatch.referral.model.Withdrawal;
import io.qipan.dispatch.referral.model.Withdrawal.Asked;
import io.qipan.dispatch.referral.model.Withdrawal.Open;
import io.qipan.dispatch.referral.model.Withdrawal.Reminded;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Tells command of an agency that wants something back and has no answer; if nobody there answers either, we keep it.
 */
@Singleton
class RemindOfWithdrawal implements DeadlineHandler {
    private final ReferralRecords records;
    private final WithdrawReferral withdraw;
    private final InstantSource clock;

    RemindOfWithdrawal(ReferralRecords records, WithdrawReferral withdraw, InstantSource clock) {
        this.records = records;
        this.withdraw = withdraw;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return ReferralRecords.WITHDRAW;
    }

    @Override
    public void handle(Due due) {
        Referral referral = records.lock(ReferralId.parse(due.subject()));
        if (referral.nextDeadlineAt().isEmpty()
                || !(referral.withdrawal().map(Withdrawal::state).orElse(null) instanceof Open open)) {
            return;
        }
        Instant now = Times.now(clock);
        if (now.isBefore(open.nextDeadlineAt())) {
            // As the sweep has it looked at whose deadline was lost.
            records.keepDeadlines(referral, now);
            return;
        }
        switch (open) {
            case Asked _ -> {
                Referral ignored = records.change(
                        referral.remindOfWithdrawal(now.plus(withdraw.decideWithin(referral)))
                                .orRefuse(),
                        "referral.withdrawal_undecided",
                        now,
                        "Nobody decided by " + open.nextDeadlineAt() + " whether "
                                + referral.matter().agency() + " gets it back");
            }
            case Reminded _ -> {
                Referral ignored = withdraw.keep(
                        referral,
                        "Nobody decided by " + open.nextDeadlineAt() + ": it goes on being worked here",
                        now,
                        "system:" + ReferralRecords.WITHDRAW);
            }
        }
    }
}
