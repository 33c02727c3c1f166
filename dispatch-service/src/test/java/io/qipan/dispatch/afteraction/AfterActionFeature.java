package io.qipan.dispatch.afteraction;

import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.command.CommandFeature;
import io.qipan.dispatch.contingency.ContingencyFeature;
import io.qipan.dispatch.figure.Clocks;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.order.OrderFeature;
import io.qipan.dispatch.referral.ReferralFeature;
import io.qipan.dispatch.response.PatrolFacts;
import io.qipan.dispatch.response.ResponseFeature;
import io.qipan.dispatch.transfer.TransferFeature;
import io.qipan.runtime.journal.FeedStore;
import io.qipan.runtime.journal.JournaledKinds;
import io.qipan.runtime.rpc.RpcService;

/** After-action review put together by hand. */
public record AfterActionFeature(RpcService rpc) {

    public static AfterActionFeature onPostgres(
            Surroundings around,
            JournaledKinds kinds,
            CallRecords calls,
            IncidentRecords incidents,
            Clocks clocks,
            ResponseFeature responses,
            PatrolFacts patrol,
            PastFleets fleets) {
        Changes changes = new PostgresChanges();
        IncidentResources resources = new PostgresIncidentResources();
        return new AfterActionFeature(new AfterActionRpc(
                around.clock(),
                kinds,
                new ShowMoment(around.unitOfWork(), incidents, changes, resources),
                new ShowStory(around.unitOfWork(), incidents, changes, resources, clocks, kinds),
                new VerifyRecord(
                        around.unitOfWork(),
                        new FeedStore(around.unitOfWork()),
                        changes,
                        new StoredStates(
                                calls,
                                incidents,
                                OrderFeature.stored(),
                                TransferFeature.stored(),
                                ReferralFeature.stored(),
                                CommandFeature.stored(),
                                ContingencyFeature.stored()),
                        around.clock()),
                new EvaluateAlternative(
                        around.unitOfWork(),
                        new ReadPast(incidents, changes, resources),
                        new ChoosePastPlan(around.unitOfWork(), responses.pastPlans(), patrol),
                        fleets,
                        responses.findGaps(),
                        around.clock())));
    }
}
