package io.qipan.dispatch.referral;

import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.call.model.CallState.Ended;
import io.qipan.dispatch.call.model.CallState.Open;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentState;
import io.qipan.dispatch.referral.model.Referral.Result;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Tells how what a referral is worked as has ended. Inside a unit of work only. */
@Singleton
class FindResult {
    private final IncidentRecords incidents;

    FindResult(IncidentRecords incidents) {
        this.incidents = incidents;
    }

    /** Empty while the call, or what it has led to, is open. */
    Optional<Result> of(Call call, Instant now) {
        return switch (call.state()) {
            case Open _ -> Optional.empty();
            case Ended ended ->
                ended.incident()
                        .map(this::of)
                        // The rationale is written for us; the agency is told the outcome.
                        .orElseGet(() -> Optional.of(
                                result(call.number(), ended.outcome().name(), now)));
        };
    }

    /** Of one that was merged by what it is worked as. */
    private Optional<Result> of(IncidentId id) {
        Incident worked = incidents.upToRoot(id).getLast();
        return worked.state() instanceof IncidentState.Ended ended
                ? Optional.of(result(worked.number(), ended.outcome().name(), ended.endedAt()))
                : Optional.empty();
    }

    private static Result result(String number, String outcome, Instant at) {
        return new Result(outcome, number + " has ended: " + outcome, at);
    }
}
