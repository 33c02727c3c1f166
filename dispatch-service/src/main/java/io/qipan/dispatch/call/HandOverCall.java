package io.qipan.dispatch.call;

import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.call.model.CallOutcome;
import io.qipan.dispatch.id.model.IncidentId;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * Gives a locked call to an incident, by which it ends. What of it was offered to others in our place and is taken by nobody yet stays
 * here: else a person there could take what is worked on here, and neither would know of the other.
 */
@Singleton
public class HandOverCall {
    private final CallRecords records;
    private final OpenTransfers transfers;

    HandOverCall(CallRecords records, OpenTransfers transfers) {
        this.records = records;
        this.transfers = transfers;
    }

    public void handOver(Call call, IncidentId incident, CallOutcome outcome, Instant now) {
        Call ended = call.handOver(incident, outcome).orRefuse();
        transfers.keep(call.id(), "It is " + incident.name() + " here", now);
        records.change(ended, "call.ended", now, "");
    }
}
