package io.qipan.ecology.agency;

import io.qipan.ecology.agency.model.Agency;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Says anew what an agency is called, belongs to, is competent for and where. */
@Singleton
public class ReviseAgency {

    record Revision(String name, String etag, String reason, Agency.Description description) {}

    private final Agencies agencies;
    private final Journal journal;

    public ReviseAgency(Agencies agencies, Journal journal) {
        this.agencies = agencies;
        this.journal = journal;
    }

    Agency revise(Revision revision, Instant now) {
        Agency found = agencies.lock(revision.name().substring(Agency.PREFIX.length()))
                .orElseThrow(() -> Refusal.notFound(revision.name()).asException());
        revision.description().parent().ifPresent(code -> checkParent(found, code));
        Agency revised = found.revised(revision.etag(), revision.description()).orRefuse();
        agencies.save(revised);
        journal.append(revised.name(), "agency.revised", now, revision.reason(), AgencyMessages.message(revised));
        return revised;
    }

    /** Nobody is his own superior. */
    private void checkParent(Agency agency, String code) {
        Agency parent = agencies.lock(code)
                .orElseThrow(() -> Refusal.notFound(Agency.PREFIX + code).asException());
        boolean below = parent.code().equals(agency.code())
                || agencies.superiors(parent).stream()
                        .anyMatch(above -> above.code().equals(agency.code()));
        if (below) {
            String wrong = parent.name() + " belongs to " + agency.name() + " and cannot be above it.";
            throw Refusal.of(Reason.INVALID_FIELD, "optional_parent: " + wrong)
                    .withViolations(List.of(new Violation("optional_parent", wrong)))
                    .asException();
        }
    }
}
