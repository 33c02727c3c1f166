package io.qipan.ecology.casefile;

import com.google.protobuf.InvalidProtocolBufferException;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.procedure.ClockMessages;
import io.qipan.ecology.procedure.model.Clock;
import io.qipan.ecology.procedure.model.ClockKind;
import io.qipan.ecology.procedure.model.ClockSetting.Nature;
import io.qipan.ecology.procedure.model.ClockSetting.Watcher;
import io.qipan.runtime.work.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Table {@code case_clock}. */
final class PostgresClocks {

    private PostgresClocks() {}

    static void save(CaseFile file) {
        List<Clock> clocks = file.procedure().clocks();
        upsert(
                file,
                clocks.stream()
                        .filter(clock -> clock.kind() != ClockKind.UNKNOWN)
                        .toList());
        clocks.stream().filter(clock -> clock.kind() == ClockKind.UNKNOWN).forEach(clock -> saveUnread(file, clock));
    }

    /** In the order of their numbers: one that stopped makes room for the next of its kind. */
    private static void upsert(CaseFile file, List<Clock> clocks) {
        if (clocks.isEmpty()) {
            return;
        }
        Tx.current()
                .write(
                        """
                        insert into case_clock (case_id, number, kind, state, due_at, duty, watchers, clock, late, started_at)
                        select $1, c.number, c.kind, c.state, c.due_at, c.duty, string_to_array(c.watchers, ','), c.clock,
                            c.late, c.started_at
                        from unnest($2::int[], $3::text[], $4::text[], $5::timestamptz[], $6::bool[], $7::text[],
                            $8::bytea[], $9::bool[], $10::timestamptz[])
                            as c (number, kind, state, due_at, duty, watchers, clock, late, started_at)
                        order by c.number
                        on conflict (case_id, number) do update set state = excluded.state,
                            due_at = excluded.due_at, clock = excluded.clock, late = excluded.late,
                            started_at = excluded.started_at""",
                        file.id(),
                        each(clocks, Clock::number, Integer[]::new),
                        each(clocks, clock -> clock.kind().name(), String[]::new),
                        each(clocks, clock -> clock.state().code(), String[]::new),
                        each(clocks, clock -> clock.due().at().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new),
                        each(clocks, clock -> clock.setting().nature() == Nature.DUTY, Boolean[]::new),
                        each(
                                clocks,
                                clock -> clock.setting().watchers().stream()
                                        .map(Watcher::name)
                                        .collect(Collectors.joining(",")),
                                String[]::new),
                        each(clocks, clock -> Buffer.buffer(bytes(file, clock)), Buffer[]::new),
                        each(clocks, Clock::isLate, Boolean[]::new),
                        each(clocks, clock -> clock.startedAt().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new));
    }

    /** One of a newer version, which has added its row: kind and watchers, as this one reads them, may not be all. */
    private static void saveUnread(CaseFile file, Clock clock) {
        Tx.current()
                .write(
                        """
                        update case_clock set state = $3, due_at = $4, clock = $5, late = $6, started_at = $7
                        where case_id = $1 and number = $2""",
                        file.id(),
                        clock.number(),
                        clock.state().code(),
                        clock.due().at(),
                        bytes(file, clock),
                        clock.isLate(),
                        clock.startedAt());
    }

    private static byte[] bytes(CaseFile file, Clock clock) {
        return ClockMessages.message(file.name(), clock).toByteArray();
    }

    private static <T> T[] each(List<Clock> clocks, Function<Clock, T> column, IntFunction<T[]> array) {
        return clocks.stream().map(column).toArray(array);
    }

    static List<CaseClock> overdue(Instant now, Optional<Watcher> watcher, Optional<CaseClock.Key> after, int most) {
        return StreamSupport.stream(
                        Tx.current()
                                .query(
                                        """
                                        select c.case_id, c.clock from case_clock c join case_file f on f.id = c.case_id
                                        where c.duty and c.state in ('RUNNING', 'OVERDUE') and c.due_at < $1
                                            and not f.drill
                                            and ($2::text is null or $2::text = any(c.watchers))
                                            and ($3::timestamptz is null
                                                or (c.due_at, c.case_id, c.number) > ($3::timestamptz, $4::uuid, $5::integer))
                                        order by c.due_at, c.case_id, c.number limit $6""",
                                        now,
                                        watcher.map(Watcher::name).orElse(null),
                                        after.map(CaseClock.Key::dueAt).orElse(null),
                                        after.map(CaseClock.Key::caseId).orElse(null),
                                        after.map(CaseClock.Key::number).orElse(null),
                                        most)
                                .spliterator(),
                        false)
                .map(PostgresClocks::caseClock)
                .toList();
    }

    private static CaseClock caseClock(Row row) {
        try {
            return new CaseClock(
                    row.getUUID("case_id"),
                    ClockMessages.clock(io.qipan.proto.ecology.v1.Clock.parseFrom(
                            row.getBuffer("clock").getBytes())));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A clock of case " + row.getUUID("case_id") + " cannot be read", e);
        }
    }
}
