package io.qipan.patrol.rescue.model;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A record with everything that was ever said in it.
 *
 * @param revisions at least one, from the first
 */
public record RescueRecord(UUID id, List<RescueRevision> revisions) {

    public RescueRecord {
        revisions = List.copyOf(revisions);
        if (revisions.isEmpty()) {
            throw new IllegalArgumentException("A record begins with a revision");
        }
    }

    public static String name(UUID id) {
        return "rescueRecords/" + id;
    }

    public String name() {
        return name(id);
    }

    public RescueRevision current() {
        return revisions.getLast();
    }

    public String etag() {
        return Long.toString(current().number());
    }

    /** With one revision more; those before stay as they are. */
    public Decision<RescueRecord> correct(String etag, RescueFacts facts, String reason, String by, Instant at) {
        if (!etag.equals(etag())) {
            return Decision.refuse(Refusal.staleEtag(name(), etag, etag()));
        }
        if (facts.equals(current().facts())) {
            return Decision.refuse(
                    Refusal.of(Reason.INCOMPLETE, name() + " says exactly that already. Send what is to be different.")
                            .with("resource", name())
                            .with("missing", "difference"));
        }
        List<RescueRevision> more = new ArrayList<>(revisions);
        more.add(new RescueRevision(current().number() + 1, facts, reason, by, at));
        return Decision.grant(new RescueRecord(id, more));
    }
}
