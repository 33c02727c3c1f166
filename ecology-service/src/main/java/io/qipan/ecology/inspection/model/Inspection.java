package io.qipan.ecology.inspection.model;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One inspection. What was answered never changes.
 *
 * @param version counts the changes, from 1
 * @param answers in the order of the template, one to each item
 * @param changedAt when it was last corrected or annulled
 * @param annulled why it counts nowhere any more
 */
public record Inspection(
        UUID id,
        long version,
        String template,
        int templateRevision,
        Spot spot,
        Instant inspectedAt,
        Instant recordedAt,
        String recordedBy,
        Turnout turnout,
        List<Answer> answers,
        boolean drill,
        Optional<Instant> changedAt,
        Optional<Annulment> annulled) {
    public static final String KIND = "inspections/";

    /**
     * Who was there.
     *
     * @param partners agencies that took part
     */
    public record Turnout(int people, int vehicles, List<String> partners) {
        public Turnout {
            partners = List.copyOf(partners);
        }
    }

    /** Who has annulled it, and why. */
    public record Annulment(String by, String reason) {}

    public Inspection {
        answers = List.copyOf(answers);
    }

    public String name() {
        return KIND + id;
    }

    public String etag() {
        return Long.toString(version);
    }

    /** With these answers. */
    public Inspection with(List<Answer> linked) {
        return new Inspection(
                id,
                version,
                template,
                templateRevision,
                spot,
                inspectedAt,
                recordedAt,
                recordedBy,
                turnout,
                linked,
                drill,
                changedAt,
                annulled);
    }

    /** This inspection, if it is still what the caller has read. */
    public Decision<Inspection> unchangedSince(String etag) {
        return etag.equals(etag()) ? Decision.grant(this) : Decision.refuse(Refusal.staleEtag(name(), etag, etag()));
    }

    /** Others were there than was told. */
    public Decision<Inspection> corrected(Turnout other, Instant now) {
        return annulled.isPresent() ? illegal("be corrected") : Decision.grant(next(other, now, annulled));
    }

    /** It counts nowhere any more. */
    public Decision<Inspection> annulled(Annulment why, Instant now) {
        return annulled.isPresent() ? illegal("be annulled") : Decision.grant(next(turnout, now, Optional.of(why)));
    }

    private Inspection next(Turnout newTurnout, Instant now, Optional<Annulment> newAnnulled) {
        return new Inspection(
                id,
                version + 1,
                template,
                templateRevision,
                spot,
                inspectedAt,
                recordedAt,
                recordedBy,
                newTurnout,
                answers,
                drill,
                Optional.of(now),
                newAnnulled);
    }

    private <T> Decision<T> illegal(String action) {
        return Decision.refuse(Refusal.illegalTransition(name(), "ANNULLED", action));
    }
}
