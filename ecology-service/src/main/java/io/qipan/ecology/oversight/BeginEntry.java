package io.qipan.ecology.oversight;

import io.qipan.ecology.oversight.Entries.Filter;
import io.qipan.ecology.oversight.model.Entry;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Begins something that leads work, or records how it was led. */
@Singleton
public class BeginEntry {
    private final Entries entries;
    private final EntryDeadlines deadlines;
    private final Journal journal;

    public BeginEntry(Entries entries, EntryDeadlines deadlines, Journal journal) {
        this.entries = entries;
        this.deadlines = deadlines;
        this.journal = journal;
    }

    /** @param verb what the journal calls it */
    <T extends Entry> T begin(T begun, String verb, String reason, Instant now) {
        if (!entries.add(begun)) {
            throw taken(begun).asException();
        }
        deadlines.follow(begun);
        journal.append(begun.name(), begun.kind().action(verb), now, reason, EntryMessages.message(begun));
        return begun;
    }

    private Refusal taken(Entry begun) {
        Filter active = new Filter(begun.kind(), begun.subject(), Optional.of(begun.stateCode()), Optional.empty());
        String there = entries.list(active, Optional.empty(), 1).stream()
                .map(Entry::name)
                .findFirst()
                .orElse(begun.name());
        return Refusal.of(
                        Reason.ALREADY_EXISTS,
                        begun.subject().orElse("") + " has a task force already, " + there
                                + ": one file, one task force. Revise that one, or disband it first.")
                .with("resource", there);
    }
}
