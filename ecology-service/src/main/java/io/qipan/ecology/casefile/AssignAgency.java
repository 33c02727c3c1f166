package io.qipan.ecology.casefile;

import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.procedure.model.Administrative.NotFiled;
import io.qipan.ecology.procedure.model.ClockKind;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Gives an open case to another agency. */
@Singleton
public class AssignAgency {

    /**
     * To whom, and why.
     *
     * @param designatedBy the common superior that has decided it
     */
    record Assignment(String name, String etag, String agency, String reason, Optional<String> designatedBy) {}

    private final Cases cases;
    private final CompetentAgencies competent;
    private final KnownPolice police;
    private final Journal journal;
    private final InstantSource clock;

    public AssignAgency(
            Cases cases, CompetentAgencies competent, KnownPolice police, Journal journal, InstantSource clock) {
        this.cases = cases;
        this.competent = competent;
        this.police = police;
        this.journal = journal;
        this.clock = clock;
    }

    CaseFile assign(Assignment to) {
        CaseFile found = CaseName.parse(to.name())
                .flatMap(cases::lock)
                .orElseThrow(() -> Refusal.notFound(to.name()).asException());
        Instant now = Times.now(clock);
        CaseFile assigned = found.unchangedSince(to.etag())
                .then(current -> staysWithPolice(current, to.agency()))
                .then(current -> current.assignedTo(competent.assigned(
                        current.belonging(),
                        !(current.procedure().administrative() instanceof NotFiled),
                        to.agency(),
                        to.reason(),
                        to.designatedBy(),
                        current.facts())))
                .orRefuse();
        cases.save(assigned);
        journal.append(assigned.name(), "case.assigned", now, to.reason(), CaseMessages.message(assigned));
        return assigned;
    }

    /** Who is no police could neither decide on it nor file it again. */
    private Decision<CaseFile> staysWithPolice(CaseFile file, String agency) {
        boolean undecided =
                file.procedure().open(ClockKind.PUBLIC_ORDER_DECISION).isPresent();
        if (!undecided || police.isPolice(agency)) {
            return Decision.grant(file);
        }
        String wrong = file.name() + " is filed by PUBLIC_ORDER, which only police decide, and " + agency
                + " is no PUBLIC_SECURITY agency that is known. Name one, or decide first that there is no penalty"
                + " (DropPenalty). (治安管理处罚法 Art 7, 109)";
        return Decision.refuse(Refusal.of(Reason.INVALID_FIELD, "agency: " + wrong)
                .withViolations(List.of(new Violation("agency", wrong))));
    }
}
