package io.qipan.ecology.registry.model;

import io.qipan.ecology.registry.model.Factor.Circumstances;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A subject of the register with what inspections made of it.
 *
 * @param revision counts what was entered, from 1
 * @param reason why it was entered like this
 * @param dueFrom the last inspection or, before the first, when it came into the register: what the next one is counted from
 */
public record Subject(
        Entry entry,
        long revision,
        Instant revisedAt,
        String revisedBy,
        String reason,
        Risk risk,
        Instant dueFrom,
        Optional<Instant> lastInspectedAt,
        Tally tally) {
    public static final String KIND = "subjects/";

    public static Subject register(Entry entry, String by, String reason, Instant now, RiskBook book) {
        Risk risk = book.assess(new Circumstances(entry.details(), true, Tally.NONE), now);
        Instant dueFrom = entry.from().isAfter(now) ? entry.from() : now;
        return new Subject(entry, 1, now, by, reason, risk, dueFrom, Optional.empty(), Tally.NONE);
    }

    public static String name(SubjectKind kind, String code) {
        return KIND + kind.code() + "-" + code;
    }

    public String name() {
        return entry.name();
    }

    public String etag() {
        return Long.toString(revision);
    }

    /** When the next inspection is due; none after the end of its validity. */
    public Optional<Instant> nextDueAt() {
        Instant due = dueFrom.plus(Duration.ofDays(risk.intervalDays()));
        return entry.endedAt(due) ? Optional.empty() : Optional.of(due);
    }

    /** This subject, if it is still what the caller has read. */
    public Decision<Subject> unchangedSince(String etag) {
        return etag.equals(etag()) ? Decision.grant(this) : Decision.refuse(Refusal.staleEtag(name(), etag, etag()));
    }

    public Subject revised(Entry next, String by, String why, Instant now, RiskBook book) {
        return new Subject(next, revision + 1, now, by, why, risk, dueFrom, lastInspectedAt, tally)
                .assessed(tally, now, book);
    }

    /** Somebody has looked at it. An inspection that is told late does not hide a later one. */
    public Subject inspected(Instant at) {
        Instant last = lastInspectedAt.filter(known -> known.isAfter(at)).orElse(at);
        return new Subject(entry, revision, revisedAt, revisedBy, reason, risk, last, Optional.of(last), tally);
    }

    /** An inspection was none. If none is left, the next is due from when its entry became valid: it has never been looked at. */
    public Subject inspectedLast(Optional<Instant> last) {
        return new Subject(entry, revision, revisedAt, revisedBy, reason, risk, last.orElse(entry.from()), last, tally);
    }

    /** Counts its risk anew. */
    public Subject assessed(Tally known, Instant now, RiskBook book) {
        Risk next = book.assess(new Circumstances(entry.details(), lastInspectedAt.isEmpty(), known), now);
        return new Subject(entry, revision, revisedAt, revisedBy, reason, next, dueFrom, lastInspectedAt, known);
    }
}
