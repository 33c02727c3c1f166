package io.qipan.ecology.inspection;

import io.qipan.ecology.inspection.model.Inspection;
import io.qipan.ecology.inspection.model.Inspection.Annulment;
import io.qipan.ecology.inspection.model.Inspection.Turnout;
import io.qipan.ecology.registry.ResponsibleAgencies;
import io.qipan.ecology.registry.Supervise;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Corrects who was at an inspection, or annuls it. */
@Singleton
public class ChangeInspection {
    private final Inspections inspections;
    private final Hazards hazards;
    private final HazardRecords hazardRecords;
    private final Supervise supervise;
    private final ResponsibleAgencies agencies;
    private final ChecksByInspection checks;
    private final Journal journal;

    public ChangeInspection(
            Inspections inspections,
            Hazards hazards,
            HazardRecords hazardRecords,
            Supervise supervise,
            ResponsibleAgencies agencies,
            ChecksByInspection checks,
            Journal journal) {
        this.inspections = inspections;
        this.hazards = hazards;
        this.hazardRecords = hazardRecords;
        this.supervise = supervise;
        this.agencies = agencies;
        this.checks = checks;
        this.journal = journal;
    }

    /** Which inspection, in the state that the caller has read, and why. */
    record Target(String name, String etag, String reason, Instant now) {}

    Inspection correct(Target target, Turnout turnout) {
        turnout.partners().forEach(agencies::mustKnow);
        Inspection corrected = locked(target)
                .then(found -> found.corrected(turnout, target.now()))
                .orRefuse();
        keep(corrected, "inspection.corrected", target);
        return corrected;
    }

    Inspection annul(Target target, String by) {
        Inspection annulled = locked(target)
                .then(found -> found.annulled(new Annulment(by, target.reason()), target.now()))
                .orRefuse();
        if (!hazards.allClosed(annulled.id())) {
            throw Refusal.illegalTransition(
                            annulled.name(), "WITH_A_HAZARD_NOT_CLOSED", "be annulled before a re-check")
                    .asException();
        }
        keep(annulled, "inspection.annulled", target);
        checks.annulled(annulled.name(), target.reason(), target.now());
        annulled.spot().subject().filter(_ -> !annulled.drill()).ifPresent(subject -> countAnew(subject, target.now()));
        return annulled;
    }

    private Decision<Inspection> locked(Target target) {
        return InspectionMessages.id(target.name(), Inspection.KIND)
                .flatMap(inspections::lock)
                .orElseThrow(() -> Refusal.notFound(target.name()).asException())
                .unchangedSince(target.etag());
    }

    private void keep(Inspection changed, String action, Target target) {
        inspections.save(changed);
        journal.append(changed.name(), action, target.now(), target.reason(), InspectionMessages.message(changed));
    }

    private void countAnew(String subject, Instant now) {
        supervise.notInspected(subject, inspections.lastOf(subject), hazardRecords, now);
    }
}
