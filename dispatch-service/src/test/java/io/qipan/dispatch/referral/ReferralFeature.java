package io.qipan.dispatch.referral;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.call.CallFeature;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.transfer.ScopeLists;
import io.qipan.dispatch.transfer.TransferFeature;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.secret.PersonalKeys;
import io.qipan.testkit.TestKeys;
import java.nio.file.Path;
import java.util.List;

/**
 * Referrals put together by hand.
 *
 * @param keys the file of those that numbers wait under; calls have another one
 */
public record ReferralFeature(RpcService rpc, List<DeadlineHandler> handlers, Path keys) {

    public static ReferralFeature onPostgres(
            Surroundings around, CallFeature calls, IncidentRecords incidents, MeterRegistry meters) {
        Referrals referrals = new PostgresReferrals();
        Path keys = TestKeys.file();
        ReferredNumbers numbers = new PostgresReferredNumbers(new PersonalKeys(keys, meters));
        BringNumber bringNumber = new BringNumber(numbers, calls.numbers());
        FindResult findResult = new FindResult(incidents);
        ScopeLists scopes = TransferFeature.scopes();
        ReferralRecords records =
                new ReferralRecords(referrals, around.journal(), around.deadlines(), around.settings());
        MakeCall makeCall = new MakeCall(calls.receive(), numbers);
        HearOfDanger hearOfDanger = new HearOfDanger(records, makeCall, findResult, calls.records(), incidents);
        DecideReferral decide = new DecideReferral(
                records, bringNumber, makeCall, calls.records(), scopes, TransferFeature.sentUnits(), around.clock());
        WithdrawReferral withdraw =
                new WithdrawReferral(records, bringNumber, calls.records(), incidents, scopes, around.clock());
        return new ReferralFeature(
                new ReferralRpc(
                        around.unitOfWork(),
                        new OfferReferral(referrals, records, numbers, makeCall, hearOfDanger, scopes, around.clock()),
                        decide,
                        withdraw,
                        referrals),
                List.of(
                        new EscalateReferral(records, decide, around.clock(), meters),
                        new FollowReferral(records, calls.records(), findResult, bringNumber, around.clock()),
                        new RemindOfResult(records, scopes, around.clock()),
                        new RemindOfWithdrawal(records, withdraw, around.clock())),
                keys);
    }

    public static StoredReferrals stored() {
        return new StoredReferrals(new PostgresReferrals());
    }
}
