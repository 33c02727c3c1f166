package io.qipan.dispatch.attention;

import com.google.protobuf.Message;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.runtime.rpc.Times;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The journal of this service: every change passes it in its own unit of work, after it was stored. What is an
 * exception raises an attention there; what may have ended the cause of one has that looked at.
 */
@Alternative
@Priority(1)
@Singleton
class AttentiveJournal implements Journal {
    private final Journal journal;
    private final Attentions attentions;
    private final RaiseAttention raiseAttention;
    private final InstantSource clock;

    AttentiveJournal(Attentions attentions, Deadlines deadlines, DispatchSettings settings, InstantSource clock) {
        this.journal = new PostgresJournal(clock);
        this.attentions = attentions;
        // What it tells of attentions it need not hear itself.
        this.raiseAttention = new RaiseAttention(new AttentionRecords(attentions, journal, deadlines), settings, clock);
        this.clock = clock;
    }

    @Override
    public void append(String resource, String action, Instant occurredAt, String reason, Message state) {
        journal.append(resource, action, occurredAt, reason, state);
        hear(List.of(new Entry(resource, action, occurredAt, reason, state)));
    }

    @Override
    public void appendAll(List<Entry> entries) {
        journal.appendAll(entries);
        hear(entries);
    }

    private void hear(List<Entry> entries) {
        Set<String> changed = entries.stream()
                .filter(Occasions::mayEndSome)
                .map(Entry::resource)
                .collect(Collectors.toSet());
        Set<IncidentId> incidents = entries.stream()
                .map(Occasions::incident)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        if (!changed.isEmpty()) {
            attentions.lookAgain(changed, incidents, Times.now(clock));
        }
        raiseAttention.raise(
                entries.stream().map(Occasions::of).flatMap(Optional::stream).toList());
    }
}
