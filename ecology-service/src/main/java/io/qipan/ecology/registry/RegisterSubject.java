package io.qipan.ecology.registry;

import io.qipan.ecology.registry.model.Entry;
import io.qipan.ecology.registry.model.RiskBook;
import io.qipan.ecology.registry.model.Subject;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Enters a subject that the register does not have. */
@Singleton
public class RegisterSubject {
    private final SubjectRecords records;
    private final ResponsibleAgencies agencies;
    private final RiskBook book;

    public RegisterSubject(SubjectRecords records, ResponsibleAgencies agencies, RiskBook book) {
        this.records = records;
        this.agencies = agencies;
        this.book = book;
    }

    public Subject register(Entry entry, String by, String reason, Instant now) {
        agencies.mustKnow(entry.agency());
        Subject registered = Subject.register(entry, by, reason, now, book);
        if (!records.registered(List.of(registered)).isEmpty()) {
            throw Refusal.of(
                            Reason.ALREADY_EXISTS,
                            "There is a " + registered.name() + " already. Choose another code, or revise that one.")
                    .with("resource", registered.name())
                    .asException();
        }
        return registered;
    }
}
