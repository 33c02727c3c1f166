package io.qipan.dispatch.complaint;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.Surroundings;
import io.qipan.dispatch.followup.FollowUpRecords;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.RpcService;

/** Complaints put together by hand. */
public record ComplaintFeature(RpcService rpc, DeadlineHandler reminder) {

    public static ComplaintFeature onPostgres(
            Surroundings around, IncidentRecords incidents, FollowUpRecords followUps, MeterRegistry meters) {
        Complaints complaints = new PostgresComplaints();
        ComplaintRecords records = new ComplaintRecords(complaints, around.journal(), around.deadlines());
        return new ComplaintFeature(
                new ComplaintRpc(
                        around.unitOfWork(),
                        new OpenComplaint(records, incidents, followUps, around.settings(), around.clock()),
                        new WorkComplaint(
                                records, incidents, new PostgresPastWork(), around.settings(), around.clock()),
                        complaints),
                new RemindOfComplaint(records, around.settings(), around.clock(), meters));
    }
}
