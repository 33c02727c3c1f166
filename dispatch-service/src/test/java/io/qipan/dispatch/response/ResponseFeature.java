package io.qipan.dispatch.response;

import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.command.Crews;
import io.qipan.dispatch.incident.AlarmLevels;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.recommend.ReadUnits;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.RpcService;

/** Response plans put together by hand. */
public record ResponseFeature(
        RpcService rpc,
        PastPlans pastPlans,
        FindCoverageGaps findGaps,
        ReadSituation readSituation,
        ShowAlarmLevel showAlarmLevel,
        DeadlineHandler look) {

    public static AlarmLevels alarmLevels(Surroundings around) {
        return new AlarmLevelsOfIncident(records(around), around.settings());
    }

    private static ResponseRecords records(Surroundings around) {
        return new ResponseRecords(new PostgresIncidentResponses(), around.journal(), around.deadlines());
    }

    public static ResponseFeature onPostgres(
            Surroundings around, IncidentRecords incidents, ReadUnits readUnits, Crews crews, PatrolFacts patrol) {
        PlanRevisions revisions = new PostgresPlanRevisions();
        IncidentResponses responses = new PostgresIncidentResponses();
        ResponseRecords records = records(around);
        FindCoverageGaps findGaps = new FindCoverageGaps(patrol);
        ReadSituation readSituation = new ReadSituation(patrol, around.clock());
        Reinforce reinforce = new Reinforce(
                around.unitOfWork(), incidents, revisions, responses, readUnits, crews, findGaps, around.clock());
        return new ResponseFeature(
                new ResponsePlanRpc(
                        around.unitOfWork(),
                        revisions,
                        incidents,
                        new DraftPlans(revisions, around.journal(), around.clock()),
                        new ApprovePlans(revisions, around.journal(), around.clock()),
                        readSituation,
                        new SetAlarmLevel(revisions, records, incidents, around.settings(), around.clock()),
                        reinforce),
                new PastPlans(revisions),
                findGaps,
                readSituation,
                new ShowAlarmLevel(around.unitOfWork(), incidents, responses, reinforce),
                new LookAtAlarmLevel(incidents, records, reinforce, around.settings(), around.clock()));
    }
}
