package io.qipan.runtime.journal;

import com.google.protobuf.Message;
import io.qipan.runtime.work.News;
import io.qipan.runtime.work.Tx;
import java.time.Instant;
import java.time.InstantSource;

/** Writes the change beside the rows it is about, and a note for the {@link Sequencer}. */
public final class PostgresJournal implements Journal {
    private final InstantSource clock;

    public PostgresJournal(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void append(String resource, String action, Instant occurredAt, String reason, Message state) {
        Tx tx = Tx.current();
        tx.brings(News.CHANGES);
        tx.write(
                """
                with told as (
                    insert into journal (resource, action, actor, request_id, occurred_at, recorded_at, reason, type, state)
                    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                    returning position)
                insert into journal_pending (position) select position from told""",
                resource,
                action,
                tx.actor(),
                tx.requestId().orElse(null),
                occurredAt,
                clock.instant(),
                reason,
                state.getDescriptorForType().getFullName(),
                state.toByteArray());
    }
}
