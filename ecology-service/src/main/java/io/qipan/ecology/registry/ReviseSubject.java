package io.qipan.ecology.registry;

import io.qipan.ecology.registry.model.Entry;
import io.qipan.ecology.registry.model.RiskBook;
import io.qipan.ecology.registry.model.Subject;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Enters a subject anew. */
@Singleton
public class ReviseSubject {
    private final Subjects subjects;
    private final SubjectRecords records;
    private final ResponsibleAgencies agencies;
    private final RiskBook book;

    public ReviseSubject(Subjects subjects, SubjectRecords records, ResponsibleAgencies agencies, RiskBook book) {
        this.subjects = subjects;
        this.records = records;
        this.agencies = agencies;
        this.book = book;
    }

    /** @param entered reads what was entered, by when the subject began so far */
    public Subject revise(
            String name, Function<Instant, Entry> entered, String etag, String by, String reason, Instant now) {
        Subject found = subjects.lock(name)
                .orElseThrow(() -> Refusal.notFound(name).asException())
                .unchangedSince(etag)
                .orRefuse();
        Entry entry = entered.apply(found.entry().from());
        agencies.mustKnow(entry.agency());
        if (found.entry().saysTheSameAs(entry)) {
            return found;
        }
        Subject revised = found.revised(entry, by, reason, now, book);
        records.revised(List.of(revised));
        return revised;
    }
}
