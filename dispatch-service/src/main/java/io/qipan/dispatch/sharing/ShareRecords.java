package io.qipan.dispatch.sharing;

import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.id.model.IncidentShareId;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.sharing.model.IncidentShare;
import io.qipan.dispatch.sharing.model.ShareState.Ended;
import io.qipan.dispatch.sharing.model.ShareState.InForce;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * Stores a share, tells the journal and keeps its deadline, always all three. The incident is always locked before its shares:
 * what is told of a share that has ended is its end.
 */
@Singleton
class ShareRecords {
    /** Deadline of a share that has not ended. */
    static final String END = "incident_share.end";

    private final IncidentShares shares;
    private final Journal journal;
    private final Deadlines deadlines;

    ShareRecords(IncidentShares shares, Journal journal, Deadlines deadlines) {
        this.shares = shares;
        this.journal = journal;
        this.deadlines = deadlines;
    }

    IncidentShare add(IncidentShare share, Incident incident) {
        shares.add(share);
        tell(share, incident, "incident_share.shared", share.sharedAt(), share.purpose());
        return share;
    }

    /** The share, locked. Refuses NOT_FOUND. */
    IncidentShare lock(IncidentShareId id) {
        return shares.lock(id);
    }

    /** The share, locked, if it is as the caller knows it. Refuses NOT_FOUND, STALE_ETAG. */
    IncidentShare lock(IncidentShareId id, String etag) {
        IncidentShare share = shares.lock(id);
        Etag.check(id.name(), etag, share.version());
        return share;
    }

    /** Stores the next state of a locked share. */
    IncidentShare change(IncidentShare next, Incident incident, String action, Instant now, String reason) {
        shares.save(next);
        tell(next, incident, action, now, reason);
        return next;
    }

    /** Ends a locked share whose time is over. Returns whether it is over. */
    boolean endIfOver(IncidentShare share, Incident incident, Instant now) {
        if (share.state() instanceof InForce && !share.isInForce(now)) {
            String reason = "Shared until " + share.until();
            IncidentShare ignored = change(
                    share.end("system:" + END, reason, now).orRefuse(), incident, "incident_share.ended", now, reason);
        }
        return !share.isInForce(now);
    }

    /** Tells what a locked share shows now, which itself stays as it is. */
    void show(IncidentShare share, Incident incident, Instant now) {
        journal.append(share.id().name(), "incident_share.shown", now, "", ShareMessages.message(share, incident, now));
    }

    private void tell(IncidentShare share, Incident incident, String action, Instant now, String reason) {
        String name = share.id().name();
        journal.append(name, action, now, reason, ShareMessages.message(share, incident, now));
        switch (share.state()) {
            case InForce _ -> deadlines.set(END, name, share.until());
            case Ended _ -> deadlines.lift(END, name);
        }
    }
}
