package io.qipan.ecology.chief;

import io.qipan.ecology.chief.model.Jurisdiction;
import io.qipan.ecology.chief.model.PatrolDuty;
import io.qipan.ecology.chief.model.PatrolDuty.Target;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Begins a patrol duty; the one that held for the same target ends at the same moment. */
@Singleton
public class SetPatrolDuty {
    private final Jurisdictions jurisdictions;
    private final PatrolDuties duties;
    private final DutyRules dutyRules;
    private final Journal journal;

    public SetPatrolDuty(Jurisdictions jurisdictions, PatrolDuties duties, DutyRules dutyRules, Journal journal) {
        this.jurisdictions = jurisdictions;
        this.duties = duties;
        this.dutyRules = dutyRules;
        this.journal = journal;
    }

    public PatrolDuty set(PatrolDuty begun, Instant now) {
        check(begun.target());
        duties.lock();
        List<PatrolDuty> ofTarget = duties.all().stream()
                .filter(duty -> duty.target().equals(begun.target()))
                .toList();
        ofTarget.stream()
                .filter(duty -> !duty.from().isBefore(begun.from())
                        || (duty.until().isPresent() && duty.until().get().isAfter(begun.from())))
                .findFirst()
                .ifPresent(duty -> {
                    throw Refusal.illegalTransition(
                                    duty.name(),
                                    "HOLDS_FROM_" + duty.from()
                                            + duty.until()
                                                    .map(end -> "_UNTIL_" + end)
                                                    .orElse(""),
                                    "be followed by a duty from " + begun.from() + " on")
                            .asException();
                });
        ofTarget.stream().filter(duty -> duty.until().isEmpty()).forEach(duty -> end(duty, begun, now));
        duties.add(begun);
        dutyRules.followDuty(begun.target(), now);
        journal.append(begun.name(), "patrol_duty.set", now, begun.basis().text(), PatrolDutyMessages.message(begun));
        return begun;
    }

    private void end(PatrolDuty standing, PatrolDuty next, Instant now) {
        PatrolDuty ended = standing.ended(next.from()).orRefuse();
        duties.save(ended);
        journal.append(
                ended.name(), "patrol_duty.ended", now, next.name() + " follows.", PatrolDutyMessages.message(ended));
    }

    private void check(Target target) {
        target.jurisdiction().ifPresent(name -> {
            Jurisdiction found = jurisdictions
                    .present()
                    .find(name)
                    .orElseThrow(() -> Refusal.notFound(name).asException());
            if (!found.layer().equals(target.layer())) {
                String wrong = name + " is of " + found.layer() + ", not of " + target.layer() + ".";
                throw Refusal.of(Reason.INVALID_FIELD, wrong + " Name its own kind and level.")
                        .withViolations(List.of(new Violation("optional_jurisdiction", wrong)))
                        .asException();
            }
        });
    }
}
