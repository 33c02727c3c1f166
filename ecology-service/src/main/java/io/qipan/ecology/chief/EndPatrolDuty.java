package io.qipan.ecology.chief;

import io.qipan.ecology.chief.model.PatrolDuty;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Ends a patrol duty without another in its place. */
@Singleton
public class EndPatrolDuty {
    private final PatrolDuties duties;
    private final DutyRules dutyRules;
    private final Journal journal;

    public EndPatrolDuty(PatrolDuties duties, DutyRules dutyRules, Journal journal) {
        this.duties = duties;
        this.dutyRules = dutyRules;
        this.journal = journal;
    }

    public PatrolDuty end(String name, String etag, Instant at, String reason, Instant now) {
        duties.lock();
        PatrolDuty standing = PatrolDutyName.parse(name)
                .flatMap(duties::find)
                .orElseThrow(() -> Refusal.notFound(name).asException());
        String current = Long.toString(standing.version());
        if (!etag.equals(current)) {
            throw Refusal.staleEtag(name, etag, current).asException();
        }
        PatrolDuty ended = standing.ended(at).orRefuse();
        duties.save(ended);
        dutyRules.followDuty(ended.target(), now);
        journal.append(ended.name(), "patrol_duty.ended", now, reason, PatrolDutyMessages.message(ended));
        return ended;
    }
}
