package io.qipan.ecology.escalation;

import io.qipan.ecology.escalation.model.Escalation;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Somebody there takes note of what has gone up. */
@Singleton
public class AcknowledgeEscalation {
    private final Escalations escalations;
    private final EscalationRecords records;
    private final InstantSource clock;

    public AcknowledgeEscalation(Escalations escalations, EscalationRecords records, InstantSource clock) {
        this.escalations = escalations;
        this.records = records;
        this.clock = clock;
    }

    Escalation acknowledge(String name, String etag, String by) {
        Escalation found = EscalationName.parse(name)
                .flatMap(escalations::lock)
                .orElseThrow(() -> Refusal.notFound(name).asException());
        Instant now = Times.now(clock);
        Escalation acknowledged = found.unchangedSince(etag)
                .then(current -> current.acknowledged(by, now, records.next(now)))
                .orRefuse();
        return records.changed(acknowledged, "acknowledged", now, "");
    }
}
