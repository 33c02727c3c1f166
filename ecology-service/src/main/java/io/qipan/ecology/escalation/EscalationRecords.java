package io.qipan.ecology.escalation;

import io.qipan.ecology.escalation.model.Escalation;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Every change of an escalation: its row, its deadline and the journal go together. Inside a unit of work only. */
@Singleton
public class EscalationRecords {
    static final String DUE = "case.escalation";

    private final Escalations escalations;
    private final Deadlines deadlines;
    private final Journal journal;
    private final Duration remindEvery;

    public EscalationRecords(
            Escalations escalations,
            Deadlines deadlines,
            Journal journal,
            @ConfigProperty(name = "qipan.ecology.escalation-remind-every") Duration remindEvery) {
        if (!remindEvery.isPositive()) {
            throw new IllegalArgumentException(
                    "qipan.ecology.escalation-remind-every must be positive, it is " + remindEvery);
        }
        this.escalations = escalations;
        this.deadlines = deadlines;
        this.journal = journal;
        this.remindEvery = remindEvery;
    }

    Instant next(Instant now) {
        return now.plus(remindEvery);
    }

    /** Whether it is a new one; if one of the same clock and watcher is open, nothing happens. */
    boolean goneUp(Escalation escalation, String text) {
        boolean added = escalations.add(escalation);
        if (added) {
            tell(escalation, "gone_up", escalation.goneUpAt(), text);
        }
        return added;
    }

    /** @param verb what the journal calls it */
    Escalation changed(Escalation changed, String verb, Instant now, String text) {
        escalations.save(changed);
        tell(changed, verb, now, text);
        return changed;
    }

    private void tell(Escalation escalation, String verb, Instant now, String text) {
        escalation
                .state()
                .nextAt()
                .ifPresentOrElse(
                        at -> deadlines.set(DUE, escalation.name(), at), () -> deadlines.lift(DUE, escalation.name()));
        journal.append(escalation.name(), "escalation." + verb, now, text, EscalationMessages.message(escalation));
    }
}
