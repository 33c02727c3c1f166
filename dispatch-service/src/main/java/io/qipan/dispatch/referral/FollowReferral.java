package io.qipan.dispatch.referral;

import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.call.model.CallState.Ended;
import io.qipan.dispatch.call.model.CallState.Open;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.ReferralId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentState;
import io.qipan.dispatch.referral.model.Referral;
import io.qipan.dispatch.referral.model.Referral.Result;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Looks at the call of a referral until it or its incident has ended, and tells the agency how. Looking needs nothing of
 * calls, incidents, merges and transfers, and cannot miss one of their ends.
 */
@Singleton
class FollowReferral implements DeadlineHandler {
    private final ReferralRecords records;
    private final CallRecords calls;
    private final IncidentRecords incidents;
    private final InstantSource clock;

    FollowReferral(ReferralRecords records, CallRecords calls, IncidentRecords incidents, InstantSource clock) {
        this.records = records;
        this.calls = calls;
        this.incidents = incidents;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return ReferralRecords.FOLLOW;
    }

    @Override
    public void handle(Due due) {
        Referral referral = records.lock(ReferralId.parse(due.subject()));
        if (referral.nextDeadlineAt().isEmpty() || referral.call().isEmpty()) {
            return;
        }
        Instant now = Times.now(clock);
        Call call = calls.get(referral.call().orElseThrow());
        result(call, now)
                .ifPresentOrElse(result -> complete(referral, result, now), () -> records.follow(referral.id(), now));
    }

    private void complete(Referral referral, Result result, Instant now) {
        Referral ignored = records.change(
                referral.complete(result).orRefuse(), "referral.completed", now, result.at(), result.text());
    }

    private Optional<Result> result(Call call, Instant now) {
        return switch (call.state()) {
            case Open _ -> Optional.empty();
            case Ended ended ->
                ended.incident()
                        .map(this::result)
                        // The rationale is written for us; the agency is told the outcome.
                        .orElseGet(() -> Optional.of(
                                result(call.number(), ended.outcome().name(), now)));
        };
    }

    /** Of one that was merged by what it is worked as. */
    private Optional<Result> result(IncidentId id) {
        Incident worked = incidents.upToRoot(id).getLast();
        return worked.state() instanceof IncidentState.Ended ended
                ? Optional.of(result(worked.number(), ended.outcome().name(), ended.endedAt()))
                : Optional.empty();
    }

    private static Result result(String number, String outcome, Instant at) {
        return new Result(outcome, number + " has ended: " + outcome, at);
    }
}
