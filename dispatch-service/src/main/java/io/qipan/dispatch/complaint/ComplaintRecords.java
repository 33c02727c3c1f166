package io.qipan.dispatch.complaint;

import io.qipan.dispatch.complaint.model.Complaint;
import io.qipan.dispatch.id.model.ComplaintId;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Stores a complaint, tells the journal and keeps its deadline, always all three. */
@Singleton
class ComplaintRecords {
    /** Deadline of a complaint that is not closed. */
    static final String LOOK = "complaint.look";

    private final Complaints complaints;
    private final Journal journal;
    private final Deadlines deadlines;

    ComplaintRecords(Complaints complaints, Journal journal, Deadlines deadlines) {
        this.complaints = complaints;
        this.journal = journal;
        this.deadlines = deadlines;
    }

    Complaint add(Complaint complaint) {
        complaints.add(complaint);
        tell(complaint, "complaint.opened", complaint.openedAt(), "");
        return complaint;
    }

    /** The complaint, locked. Refuses NOT_FOUND. */
    Complaint lock(ComplaintId id) {
        return complaints.lock(id);
    }

    /** The complaint, locked, if it is as the caller knows it. Refuses NOT_FOUND, STALE_ETAG. */
    Complaint lock(ComplaintId id, String etag) {
        Complaint complaint = complaints.lock(id);
        Etag.check(id.name(), etag, complaint.version());
        return complaint;
    }

    /** Stores the next state of a locked complaint. */
    Complaint change(Complaint next, String action, Instant occurredAt, String reason) {
        complaints.save(next);
        tell(next, action, occurredAt, reason);
        return next;
    }

    private void tell(Complaint complaint, String action, Instant occurredAt, String reason) {
        String name = complaint.id().name();
        journal.append(name, action, occurredAt, reason, ComplaintMessages.message(complaint));
        complaint
                .nextDeadlineAt()
                .ifPresentOrElse(at -> deadlines.set(LOOK, name, at), () -> deadlines.lift(LOOK, name));
    }
}
