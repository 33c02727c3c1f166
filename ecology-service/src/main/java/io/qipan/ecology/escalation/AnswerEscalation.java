package io.qipan.ecology.escalation;

import io.qipan.ecology.escalation.model.Escalation;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiFunction;

/** Somebody says what is done about what has gone up. */
@Singleton
public class AnswerEscalation {
    private final Escalations escalations;
    private final EscalationRecords records;
    private final InstantSource clock;

    public AnswerEscalation(Escalations escalations, EscalationRecords records, InstantSource clock) {
        this.escalations = escalations;
        this.records = records;
        this.clock = clock;
    }

    Escalation answer(String name, String etag, String by, String answer) {
        return answered(name, etag, (found, now) -> found.answered(by, answer, now), answer);
    }

    /** @param by of ours, who has the paper */
    Escalation onPaper(String name, String etag, String by, String answer) {
        return answered(name, etag, (found, now) -> found.answeredOnPaper(by, answer, now), answer);
    }

    private Escalation answered(
            String name, String etag, BiFunction<Escalation, Instant, Decision<Escalation>> step, String answer) {
        Escalation found = EscalationName.parse(name)
                .flatMap(escalations::lock)
                .orElseThrow(() -> Refusal.notFound(name).asException());
        Instant now = Times.now(clock);
        Escalation answered = found.unchangedSince(etag)
                .then(current -> step.apply(current, now))
                .orRefuse();
        return records.changed(answered, "answered", now, answer);
    }
}
