package io.qipan.dispatch.duplicate;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.incident.AlarmLevels;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.OpenOrders;
import io.qipan.dispatch.response.ShowAlarmLevel;
import io.qipan.runtime.rpc.RpcService;

/** Duplicates put together by hand; opens them to tests of other features. */
public record DuplicateFeature(RpcService rpc) {

    public static DuplicateFeature onPostgres(
            Surroundings around,
            CallRecords calls,
            IncidentRecords incidents,
            OpenOrders orders,
            AlarmLevels alarmLevels,
            ShowAlarmLevel showAlarmLevel,
            MeterRegistry meters) {
        Merges merges = new PostgresMerges();
        Links links = new PostgresLinks();
        RuleHistory rules = new PostgresRuleHistory();
        return new DuplicateFeature(new DuplicateRpc(
                around.unitOfWork(),
                new SuggestDuplicates(new PostgresDuplicateCandidates(), rules, merges, calls, incidents),
                new MergeIncidents(merges, incidents, orders, alarmLevels, around.settings(), around.clock(), meters),
                new UnmergeIncident(merges, incidents, orders, alarmLevels, around.clock(), meters),
                new LinkIncidents(links, incidents, around.clock()),
                new SetDuplicateRule(rules, incidents, around.journal(), around.clock()),
                showAlarmLevel,
                merges,
                links,
                rules,
                incidents,
                around.clock()));
    }
}
