package io.qipan.dispatch.referral;

import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.ReferralId;
import io.qipan.dispatch.referral.model.Referral;
import io.qipan.dispatch.referral.model.Referral.Result;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Looks at the call of a referral until it or its incident has ended, and tells the agency how. Looking needs nothing of
 * calls, incidents, merges and transfers, and cannot miss one of their ends. As long as the number of who called could not be
 * read, that is tried too.
 */
@Singleton
class FollowReferral implements DeadlineHandler {
    private final ReferralRecords records;
    private final CallRecords calls;
    private final FindResult findResult;
    private final BringNumber bringNumber;
    private final InstantSource clock;

    FollowReferral(
            ReferralRecords records,
            CallRecords calls,
            FindResult findResult,
            BringNumber bringNumber,
            InstantSource clock) {
        this.records = records;
        this.calls = calls;
        this.findResult = findResult;
        this.bringNumber = bringNumber;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return ReferralRecords.FOLLOW;
    }

    @Override
    public void handle(Due due) {
        Referral referral = records.lock(ReferralId.parse(due.subject()));
        referral.call().ifPresent(call -> follow(referral, call, Times.now(clock)));
    }

    private void follow(Referral referral, CallId worked, Instant now) {
        boolean numberWaits = bringNumber.bring(referral.id(), worked);
        Optional<Result> result = findResult.of(calls.get(worked), now);
        boolean open = referral.nextDeadlineAt().isPresent();
        if (open) {
            result.ifPresent(known -> complete(referral, known, now));
        }
        if (numberWaits || (open && result.isEmpty())) {
            records.follow(referral.id(), now);
        }
    }

    private void complete(Referral referral, Result result, Instant now) {
        Referral ignored = records.change(
                referral.complete(result, "system:" + ReferralRecords.FOLLOW).orRefuse(),
                "referral.completed",
                now,
                result.at(),
                result.text());
    }
}
