package io.qipan.dispatch.referral;

import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.ReferralId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.referral.model.Referral;
import io.qipan.dispatch.referral.model.ReferralState.Over;
import io.qipan.dispatch.transfer.ScopeLists;
import io.qipan.proto.dispatch.v1.DecideReferralWithdrawalRequest;
import io.qipan.proto.dispatch.v1.WithdrawReferralRequest;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Takes back what an agency has handed to us, at once or when who works it here agrees. */
@Singleton
class WithdrawReferral {
    private final ReferralRecords records;
    private final BringNumber bringNumber;
    private final CallRecords calls;
    private final IncidentRecords incidents;
    private final ScopeLists scopes;
    private final InstantSource clock;

    WithdrawReferral(
            ReferralRecords records,
            BringNumber bringNumber,
            CallRecords calls,
            IncidentRecords incidents,
            ScopeLists scopes,
            InstantSource clock) {
        this.records = records;
        this.bringNumber = bringNumber;
        this.calls = calls;
        this.incidents = incidents;
        this.scopes = scopes;
        this.clock = clock;
    }

    Referral withdraw(WithdrawReferralRequest request, String agency) {
        Referral known = records.lock(ReferralId.parse(request.getName()));
        if (!known.matter().agency().equals(agency)) {
            throw Refusal.notFound(request.getName()).asException();
        }
        Etag.check(known.id().name(), request.getEtag(), known.version());
        Instant now = Times.now(clock);
        String decider = known.call().map(this::owner).orElse(known.owner());
        Referral next = known.withdraw(request.getReason(), now, decider, now.plus(decideWithin(known)))
                .orRefuse();
        return next.state() instanceof Over
                ? over(next, now, request.getReason())
                : records.change(next, "referral.withdrawal_asked", now, request.getReason());
    }

    Referral decide(DecideReferralWithdrawalRequest request, String by) {
        Referral asked = records.lock(ReferralId.parse(request.getName()), request.getEtag());
        Instant now = Times.now(clock);
        return request.getGrant()
                ? over(asked.grantWithdrawal(request.getReason(), now, by).orRefuse(), now, request.getReason())
                : keep(asked, request.getReason(), now, by);
    }

    /** Of a locked one that is asked for. */
    Referral keep(Referral asked, String answer, Instant now, String by) {
        return records.change(
                asked.refuseWithdrawal(answer, now, by).orRefuse(), "referral.withdrawal_refused", now, answer);
    }

    /** As long as anybody has to decide on what the agency hands over, by the list that it was handed over by. */
    Duration decideWithin(Referral referral) {
        return scopes.find(referral.matter().scopeVersion())
                .orElseThrow()
                .limits()
                .decideWithin();
    }

    private Referral over(Referral withdrawn, Instant now, String reason) {
        boolean numberWaits = bringNumber.endKeeping(withdrawn);
        Referral over = records.change(withdrawn, "referral.withdrawn", now, reason);
        if (numberWaits) {
            records.follow(over.id(), now);
        }
        return over;
    }

    private String owner(CallId worked) {
        Call call = calls.get(worked);
        return call.incident()
                .map(incident -> incidents.upToRoot(incident).getLast().owner())
                .orElse(call.owner());
    }
}
