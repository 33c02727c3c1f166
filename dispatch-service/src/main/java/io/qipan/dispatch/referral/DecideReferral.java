package io.qipan.dispatch.referral;

import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.id.model.ReferralId;
import io.qipan.dispatch.referral.model.GivingBack;
import io.qipan.dispatch.referral.model.Referral;
import io.qipan.dispatch.referral.model.Referral.Acceptance;
import io.qipan.dispatch.transfer.ScopeLists;
import io.qipan.dispatch.transfer.SentUnits;
import io.qipan.proto.dispatch.v1.AcceptReferralRequest;
import io.qipan.proto.dispatch.v1.ReturnReferralRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** What people here decide about what was handed to us; if none does in time, that it is ours. */
@Singleton
class DecideReferral {
    private final ReferralRecords records;
    private final BringNumber bringNumber;
    private final MakeCall makeCall;
    private final CallRecords calls;
    private final ScopeLists scopes;
    private final SentUnits sentUnits;
    private final InstantSource clock;

    DecideReferral(
            ReferralRecords records,
            BringNumber bringNumber,
            MakeCall makeCall,
            CallRecords calls,
            ScopeLists scopes,
            SentUnits sentUnits,
            InstantSource clock) {
        this.records = records;
        this.bringNumber = bringNumber;
        this.makeCall = makeCall;
        this.calls = calls;
        this.scopes = scopes;
        this.sentUnits = sentUnits;
        this.clock = clock;
    }

    Referral accept(AcceptReferralRequest request, Caller caller) {
        Referral offered = records.lock(ReferralId.parse(request.getName()), request.getEtag());
        Acceptance acceptance = new Acceptance(Times.now(clock), caller.subject());
        return accepted(offered, acceptance, caller.subject(), "referral.accepted", "");
    }

    /** Of a locked one. */
    Referral keep(Referral undecided, Instant now, String reason) {
        Acceptance acceptance = new Acceptance(now, "system:" + ReferralRecords.DECIDE);
        return accepted(undecided, acceptance, Referral.COMMAND, "referral.kept", reason);
    }

    private Referral accepted(Referral referral, Acceptance by, String owner, String action, String reason) {
        Referral undecided = referral.acceptable().orRefuse();
        Referral accepted =
                undecided.accept(by, makeCall.of(undecided, owner), owner).orRefuse();
        return records.change(accepted, action, by.at(), reason);
    }

    Referral giveBack(ReturnReferralRequest request) {
        Referral offered = records.lock(ReferralId.parse(request.getName()), request.getEtag());
        Instant now = Times.now(clock);
        GivingBack rule =
                new GivingBack(scopes.find(offered.matter().scopeVersion()).orElseThrow(), isUnitSent(offered));
        Referral returned = offered.giveBack(rule, request.getReason(), now).orRefuse();
        boolean numberWaits = bringNumber.endKeeping(returned);
        Referral over = records.change(returned, "referral.returned", now, request.getReason());
        if (numberWaits) {
            records.follow(over.id(), now);
        }
        return over;
    }

    private boolean isUnitSent(Referral referral) {
        return referral.call()
                .flatMap(call -> calls.get(call).incident())
                .filter(sentUnits::anyFor)
                .isPresent();
    }
}
