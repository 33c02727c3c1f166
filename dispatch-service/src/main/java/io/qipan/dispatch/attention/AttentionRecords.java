package io.qipan.dispatch.attention;

import io.qipan.dispatch.attention.Attentions.Raised;
import io.qipan.dispatch.attention.Attentions.Reminders;
import io.qipan.dispatch.attention.model.Attention;
import io.qipan.dispatch.attention.model.Occasion;
import io.qipan.dispatch.id.model.AttentionId;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Stores an attention, tells the journal and keeps its deadline, always all three. */
@Singleton
class AttentionRecords {
    /** Deadline of an open attention: somebody is reminded. */
    static final String LOOK = "attention.look";
    /** Deadline of a change that may have ended the cause of an attention: its name, a slash and the transaction. */
    static final String LOOK_AGAIN = "attention.look_again";

    static final Comparator<Occasion> ORDER = Comparator.comparing(Occasion::resource)
            .thenComparing(occasion -> occasion.kind().name());

    private final Attentions attentions;
    private final Journal journal;
    private final Deadlines deadlines;

    AttentionRecords(Attentions attentions, Journal journal, Deadlines deadlines) {
        this.attentions = attentions;
        this.journal = journal;
        this.deadlines = deadlines;
    }

    /** Of each kind and resource one at most, in {@link #ORDER}. */
    void raise(List<Occasion> occasions, Instant now, Reminders reminders) {
        List<Raised> raised = attentions.raise(occasions, now, reminders);
        journal.appendAll(raised.stream()
                .map(one -> new Journal.Entry(
                        one.attention().id().name(),
                        one.anew() ? "attention.raised" : "attention.raised_again",
                        now,
                        one.attention().occasion().text(),
                        AttentionMessages.message(one.attention())))
                .toList());
        raised.forEach(one -> schedule(one.attention()));
    }

    /** The attention, locked. Refuses NOT_FOUND. */
    Attention lock(AttentionId id) {
        return attentions.lock(id);
    }

    /** The attention, locked, if it is as the caller knows it. Refuses NOT_FOUND, STALE_ETAG. */
    Attention lock(AttentionId id, String etag) {
        Attention attention = attentions.lock(id);
        Etag.check(id.name(), etag, attention.version());
        return attention;
    }

    /** Stores the next state of a locked attention. */
    Attention change(Attention next, String action, Instant occurredAt, String reason) {
        attentions.save(next);
        journal.append(next.id().name(), action, occurredAt, reason, AttentionMessages.message(next));
        schedule(next);
        return next;
    }

    /** Has a locked attention looked at when it says. */
    void schedule(Attention attention) {
        String name = attention.id().name();
        attention
                .nextDeadlineAt()
                .ifPresentOrElse(at -> deadlines.set(LOOK, name, at), () -> deadlines.lift(LOOK, name));
    }
}
