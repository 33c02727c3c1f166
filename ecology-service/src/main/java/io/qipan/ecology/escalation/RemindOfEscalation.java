package io.qipan.ecology.escalation;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.ecology.casefile.Cases;
import io.qipan.ecology.escalation.model.Escalation;
import io.qipan.ecology.escalation.model.Recipient;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** Nobody has answered: it comes up again, and goes to whom it belongs by the agencies that are known now. */
@Singleton
public class RemindOfEscalation implements DeadlineHandler {
    private final Escalations escalations;
    private final EscalationRecords records;
    private final Cases cases;
    private final WatchingAgencies watching;
    private final InstantSource clock;
    private final MeterRegistry meters;

    public RemindOfEscalation(
            Escalations escalations,
            EscalationRecords records,
            Cases cases,
            WatchingAgencies watching,
            InstantSource clock,
            MeterRegistry meters) {
        this.escalations = escalations;
        this.records = records;
        this.cases = cases;
        this.watching = watching;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public String kind() {
        return EscalationRecords.DUE;
    }

    @Override
    public void handle(Due due) {
        EscalationName.parse(due.subject())
                .flatMap(escalations::lock)
                .filter(Escalation::isOpen)
                .ifPresent(this::remind);
    }

    private void remind(Escalation found) {
        Instant now = Times.now(clock);
        Recipient recipient = watching.of(
                cases.find(found.matter().caseId()).orElseThrow(),
                found.matter().watcher());
        Escalation reminded = found.reminded(recipient, records.next(now)).orRefuse();
        String again = recipient.equals(found.recipient())
                ? recipient.owner() + " is reminded."
                : GoUp.text(found.matter().watcher(), recipient);
        Escalation ignored = records.changed(reminded, "reminded", now, "Nobody has answered. " + again);
        meters.counter(
                        "qipan.case.escalations.reminded",
                        "watcher",
                        found.matter().watcher().name(),
                        "to",
                        recipient.agency().isPresent() ? "agency" : "nobody")
                .increment();
    }
}
