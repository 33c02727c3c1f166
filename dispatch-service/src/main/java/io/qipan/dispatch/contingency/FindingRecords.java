package io.qipan.dispatch.contingency;

import io.qipan.dispatch.contingency.model.Finding;
import io.qipan.dispatch.id.model.ContingencyFindingId;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Stores a finding, tells the journal and keeps its deadline, always all three. */
@Singleton
class FindingRecords {
    /** Deadline of a finding that is not over. */
    static final String LOOK = "contingency_finding.look";

    private final Findings findings;
    private final Journal journal;
    private final Deadlines deadlines;

    FindingRecords(Findings findings, Journal journal, Deadlines deadlines) {
        this.findings = findings;
        this.journal = journal;
        this.deadlines = deadlines;
    }

    void add(Finding finding) {
        findings.add(finding);
        tell(finding, "contingency_finding.found", finding.found().at(), "");
    }

    /** The finding, locked. Refuses NOT_FOUND. */
    Finding lock(ContingencyFindingId id) {
        return findings.lock(id);
    }

    /** The finding, locked, if it is as the caller knows it. Refuses NOT_FOUND, STALE_ETAG. */
    Finding lock(ContingencyFindingId id, String etag) {
        Finding finding = findings.lock(id);
        Etag.check(id.name(), etag, finding.version());
        return finding;
    }

    /** Stores the next state of a locked finding. */
    Finding change(Finding next, String action, Instant occurredAt, String reason) {
        findings.save(next);
        tell(next, action, occurredAt, reason);
        return next;
    }

    private void tell(Finding finding, String action, Instant occurredAt, String reason) {
        journal.append(finding.id().name(), action, occurredAt, reason, ContingencyMessages.message(finding));
        keepDeadline(finding);
    }

    /** Sets the deadline of a locked finding once more, which stays as it is. */
    void keepDeadline(Finding finding) {
        String name = finding.id().name();
        finding.nextDeadlineAt().ifPresentOrElse(at -> deadlines.set(LOOK, name, at), () -> deadlines.lift(LOOK, name));
    }
}
