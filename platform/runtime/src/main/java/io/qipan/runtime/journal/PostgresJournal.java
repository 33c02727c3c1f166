package io.qipan.runtime.journal;

import com.google.protobuf.Message;
import io.qipan.runtime.caller.Origin;
import io.qipan.runtime.work.News;
import io.qipan.runtime.work.Tx;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

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
                    insert into journal (resource, action, actor, request_id, occurred_at, recorded_at, reason, type, state,
                        origin, on_behalf_of)
                    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                    returning position)
                insert into journal_pending (position) select position from told\
                """,
                resource,
                action,
                tx.actor(),
                tx.requestId().orElse(null),
                occurredAt,
                clock.instant(),
                reason,
                state.getDescriptorForType().getFullName(),
                state.toByteArray(),
                Origin.current().address(),
                Origin.current().onBehalfOf());
    }

    /** In one statement: a thousand changes cost about what ten do. */
    @Override
    public void appendAll(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        Tx tx = Tx.current();
        tx.brings(News.CHANGES);
        tx.write(
                """
                with told as (
                    insert into journal (resource, action, actor, request_id, occurred_at, recorded_at, reason, type, state,
                        origin, on_behalf_of)
                    select resource, action, $1, $2, occurred_at, $3, reason, type, state, $4, $5
                    from unnest($6::text[], $7::text[], $8::timestamptz[], $9::text[], $10::text[], $11::bytea[])
                        with ordinality as e (resource, action, occurred_at, reason, type, state, place)
                    order by place
                    returning position)
                insert into journal_pending (position) select position from told\
                """,
                tx.actor(),
                tx.requestId().orElse(null),
                clock.instant(),
                Origin.current().address(),
                Origin.current().onBehalfOf(),
                column(entries, Entry::resource, String[]::new),
                column(entries, Entry::action, String[]::new),
                column(entries, entry -> entry.occurredAt().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new),
                column(entries, Entry::reason, String[]::new),
                column(entries, entry -> entry.state().getDescriptorForType().getFullName(), String[]::new),
                column(entries, entry -> Buffer.buffer(entry.state().toByteArray()), Buffer[]::new));
    }

    private static <T> T[] column(List<Entry> entries, Function<Entry, T> value, IntFunction<T[]> array) {
        return entries.stream().map(value).toArray(array);
    }
}
