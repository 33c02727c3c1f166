package io.qipan.ecology.chief;

import io.qipan.ecology.chief.model.Inspection;
import io.qipan.ecology.chief.model.JurisdictionRevision;
import io.qipan.ecology.chief.model.Reading;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes over whole layers of jurisdictions as one revision, or tells why not. */
@Singleton
public class ImportJurisdictions {
    private final Jurisdictions jurisdictions;
    private final Appointments appointments;
    private final DutyRules dutyRules;
    private final Journal journal;

    public ImportJurisdictions(
            Jurisdictions jurisdictions, Appointments appointments, DutyRules dutyRules, Journal journal) {
        this.jurisdictions = jurisdictions;
        this.appointments = appointments;
        this.dutyRules = dutyRules;
        this.journal = journal;
    }

    /**
     * An import that somebody asks for.
     *
     * @param base the revision it starts from
     */
    public record Order(
            Reading reading, boolean dryRun, long base, Instant effectiveFrom, String reason, String by, Instant at) {}

    /** What was found, and what was made if anything was. */
    public record Outcome(Inspection inspection, Optional<JurisdictionRevision> made) {}

    public Outcome run(Order order) {
        if (!order.dryRun()) {
            jurisdictions.lock();
        }
        List<JurisdictionRevision> revisions = jurisdictions.revisions();
        long newest = revisions.size();
        if (newest != order.base()) {
            throw Refusal.staleEtag(
                            newest == 0 ? "jurisdictionRevisions/-" : JurisdictionRevision.name(newest),
                            Long.toString(order.base()),
                            Long.toString(newest))
                    .asException();
        }
        revisions.stream().reduce((earlier, later) -> later).ifPresent(last -> checkOrder(last, order.effectiveFrom()));
        Inspection inspection =
                Inspection.of(jurisdictions.present(), appointments.heldFrom(order.effectiveFrom()), order.reading());
        boolean nothingToDo =
                order.dryRun() || inspection.errors() > 0 || inspection.change().isEmpty();
        return new Outcome(inspection, nothingToDo ? Optional.empty() : Optional.of(make(order, inspection)));
    }

    private static void checkOrder(JurisdictionRevision last, Instant effectiveFrom) {
        if (effectiveFrom.isBefore(last.effectiveFrom())) {
            throw Refusal.illegalTransition(
                            last.name(),
                            "EFFECTIVE_FROM_" + last.effectiveFrom(),
                            "be followed by a revision that holds from " + effectiveFrom + " on")
                    .asException();
        }
    }

    private JurisdictionRevision make(Order order, Inspection inspection) {
        JurisdictionRevision revision = new JurisdictionRevision(
                order.base() + 1,
                order.effectiveFrom(),
                order.at(),
                order.by(),
                order.reason(),
                inspection.change().added().size(),
                inspection.change().changed().size(),
                inspection.change().removed().size());
        jurisdictions.add(revision, inspection.change());
        dutyRules.followChange(inspection.change(), order.at());
        journal.append(
                revision.name(),
                "jurisdictions.imported",
                order.at(),
                order.reason(),
                JurisdictionMessages.message(revision));
        return revision;
    }
}
