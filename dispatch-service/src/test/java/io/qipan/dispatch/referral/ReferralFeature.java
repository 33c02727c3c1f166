package io.qipan.dispatch.referral;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.call.CallFeature;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.transfer.ScopeLists;
import io.qipan.dispatch.transfer.TransferFeature;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.testkit.TestKeys;
import java.util.List;

/** Referrals put together by hand. */
public record ReferralFeature(RpcService rpc, List<DeadlineHandler> handlers) {

    public static ReferralFeature onPostgres(
            Surroundings around, CallFeature calls, IncidentRecords incidents, MeterRegistry meters) {
        Referrals referrals = new PostgresReferrals();
        ReferredNumbers numbers = new PostgresReferredNumbers(TestKeys.personal());
        ScopeLists scopes = TransferFeature.scopes();
        ReferralRecords records =
                new ReferralRecords(referrals, around.journal(), around.deadlines(), around.settings());
        MakeCall makeCall = new MakeCall(calls.receive(), numbers);
        DecideReferral decide = new DecideReferral(
                records, numbers, makeCall, calls.records(), scopes, TransferFeature.sentUnits(), around.clock());
        return new ReferralFeature(
                new ReferralRpc(
                        around.unitOfWork(),
                        new OfferReferral(referrals, records, numbers, makeCall, scopes, around.clock()),
                        decide,
                        referrals),
                List.of(
                        new EscalateReferral(records, decide, around.clock(), meters),
                        new FollowReferral(records, calls.records(), incidents, around.clock()),
                        new RemindOfResult(records, scopes, around.clock())));
    }
}
