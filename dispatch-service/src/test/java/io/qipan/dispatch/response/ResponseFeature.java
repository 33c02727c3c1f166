package io.qipan.dispatch.response;

import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.command.Crews;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.recommend.ReadUnits;
import io.qipan.runtime.rpc.RpcService;

/** Response plans put together by hand. */
public record ResponseFeature(
        RpcService rpc, PastPlans pastPlans, FindCoverageGaps findGaps, ReadSituation readSituation) {

    public static ResponseFeature onPostgres(
            Surroundings around, IncidentRecords incidents, ReadUnits readUnits, Crews crews, PatrolFacts patrol) {
        PlanRevisions revisions = new PostgresPlanRevisions();
        IncidentResponses responses = new PostgresIncidentResponses();
        FindCoverageGaps findGaps = new FindCoverageGaps(patrol);
        ReadSituation readSituation = new ReadSituation(patrol, around.clock());
        return new ResponseFeature(
                new ResponsePlanRpc(
                        around.unitOfWork(),
                        revisions,
                        incidents,
                        new DraftPlans(revisions, around.journal(), around.clock()),
                        new ApprovePlans(revisions, around.journal(), around.clock()),
                        readSituation,
                        new SetAlarmLevel(revisions, responses, incidents, around.journal(), around.clock()),
                        new Reinforce(
                                around.unitOfWork(),
                                incidents,
                                revisions,
                                responses,
                                readUnits,
                                crews,
                                findGaps,
                                around.clock())),
                new PastPlans(revisions),
                findGaps,
                readSituation);
    }
}
