package io.qipan.ecology.oversight;

import io.qipan.ecology.oversight.model.Entry;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.function.Function;

/** Takes one step of an entry. */
@Singleton
public class ChangeEntry {
    private final Entries entries;
    private final EntryDeadlines deadlines;
    private final Journal journal;

    public ChangeEntry(Entries entries, EntryDeadlines deadlines, Journal journal) {
        this.entries = entries;
        this.deadlines = deadlines;
        this.journal = journal;
    }

    /**
     * Who asks for what.
     *
     * @param verb what the journal calls it
     */
    record Step(String name, String etag, String verb, String reason, Instant at) {}

    <T extends Entry> T change(Class<T> type, Step step, Function<T, Decision<T>> change) {
        Entry found = EntryName.parse(step.name())
                .flatMap(name -> entries.lock(name.kind(), name.id()))
                .filter(type::isInstance)
                .orElseThrow(() -> Refusal.notFound(step.name()).asException());
        if (!step.etag().equals(found.etag())) {
            throw Refusal.staleEtag(step.name(), step.etag(), found.etag()).asException();
        }
        T changed = change.apply(type.cast(found)).orRefuse();
        entries.save(changed);
        deadlines.follow(changed);
        journal.append(
                changed.name(),
                changed.kind().action(step.verb()),
                step.at(),
                step.reason(),
                EntryMessages.message(changed));
        return changed;
    }
}
