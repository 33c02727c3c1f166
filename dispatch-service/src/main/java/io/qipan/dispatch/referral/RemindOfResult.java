package io.qipan.dispatch.referral;

import io.qipan.dispatch.id.model.ReferralId;
import io.qipan.dispatch.referral.model.Referral;
import io.qipan.dispatch.referral.model.ReferralState.Accepted;
import io.qipan.dispatch.transfer.ScopeLists;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Tells everybody who watches that we owe an agency a result, as often as its limit passes again. */
@Singleton
class RemindOfResult implements DeadlineHandler {
    private final ReferralRecords records;
    private final ScopeLists scopes;
    private final InstantSource clock;

    RemindOfResult(ReferralRecords records, ScopeLists scopes, InstantSource clock) {
        this.records = records;
        this.scopes = scopes;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return ReferralRecords.ANSWER;
    }

    @Override
    public void handle(Due due) {
        Referral referral = records.lock(ReferralId.parse(due.subject()));
        if (!(referral.state() instanceof Accepted accepted)) {
            return;
        }
        Instant now = Times.now(clock);
        if (now.isBefore(accepted.nextDeadlineAt())) {
            // As the sweep has it looked at whose deadline was lost.
            records.keepDeadlines(referral, now);
            return;
        }
        Instant next = now.plus(scopes.find(referral.matter().scopeVersion())
                .orElseThrow()
                .limits()
                .answerWithin());
        Referral ignored = records.change(
                referral.overdue(next).orRefuse(),
                "referral.overdue",
                now,
                "No result for " + referral.matter().agency() + " since "
                        + referral.clock().answerBy());
    }
}
