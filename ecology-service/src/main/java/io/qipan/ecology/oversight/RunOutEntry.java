package io.qipan.ecology.oversight;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.ecology.oversight.model.Entry;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** What was to be done was not: the order, the campaign or the task of a party is overdue, and everybody who watches hears of it. */
@Singleton
public class RunOutEntry implements DeadlineHandler {
    private final Entries entries;
    private final EntryDeadlines deadlines;
    private final Journal journal;
    private final InstantSource clock;
    private final MeterRegistry meters;

    public RunOutEntry(
            Entries entries, EntryDeadlines deadlines, Journal journal, InstantSource clock, MeterRegistry meters) {
        this.entries = entries;
        this.deadlines = deadlines;
        this.journal = journal;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public String kind() {
        return EntryDeadlines.KIND;
    }

    @Override
    public void handle(Due due) {
        EntryName.parse(due.subject())
                .flatMap(name -> entries.lock(name.kind(), name.id()))
                .ifPresent(this::look);
    }

    private void look(Entry found) {
        Instant now = Times.now(clock);
        Entry after = found.ranOut(now);
        if (!after.equals(found)) {
            entries.save(after);
            meters.counter("qipan.oversight.overdue", "kind", after.kind().collection())
                    .increment();
            journal.append(
                    after.name(),
                    after.kind().action(after.runOutVerb()),
                    now,
                    "It was due at " + found.nextDue().orElseThrow() + ". " + after.runOutText(),
                    EntryMessages.message(after));
        }
        deadlines.follow(after);
    }
}
