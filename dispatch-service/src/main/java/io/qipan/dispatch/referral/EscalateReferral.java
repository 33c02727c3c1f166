package io.qipan.dispatch.referral;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.id.model.ReferralId;
import io.qipan.dispatch.referral.model.Referral;
import io.qipan.dispatch.referral.model.ReferralState.Offered;
import io.qipan.dispatch.referral.model.ReferralState.Reminded;
import io.qipan.dispatch.referral.model.ReferralState.Undecided;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Tells command of what nobody decides, and makes it ours if nobody there does either. */
@Singleton
class EscalateReferral implements DeadlineHandler {
    private final ReferralRecords records;
    private final DecideReferral decide;
    private final InstantSource clock;
    private final MeterRegistry meters;

    EscalateReferral(ReferralRecords records, DecideReferral decide, InstantSource clock, MeterRegistry meters) {
        this.records = records;
        this.decide = decide;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public String kind() {
        return ReferralRecords.DECIDE;
    }

    @Override
    public void handle(Due due) {
        Referral referral = records.lock(ReferralId.parse(due.subject()));
        Instant now = Times.now(clock);
        if (!(referral.state() instanceof Undecided undecided)) {
            return;
        }
        if (now.isBefore(undecided.nextDeadlineAt())) {
            // As the sweep has it looked at whose deadline was lost.
            records.keepDeadlines(referral, now);
            return;
        }
        switch (undecided) {
            case Offered _ -> {
                Referral ignored = records.change(
                        referral.remind().orRefuse(),
                        "referral.undecided",
                        now,
                        "Nobody decided by " + referral.clock().decideBy() + " on what "
                                + referral.matter().agency() + " hands to us");
            }
            case Reminded _ -> {
                Referral ignored = decide.keep(
                        referral, now, "Nobody decided by " + referral.clock().keepBy() + ": it is ours");
                count(referral);
            }
        }
    }

    private void count(Referral referral) {
        if (!referral.matter().drill()) {
            meters.counter("qipan.referrals.kept", "agency", referral.matter().agency())
                    .increment();
        }
    }
}
