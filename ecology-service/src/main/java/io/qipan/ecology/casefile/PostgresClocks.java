package io.qipan.ecology.casefile;

import com.google.protobuf.InvalidProtocolBufferException;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.procedure.ClockMessages;
import io.qipan.ecology.procedure.model.Clock;
import io.qipan.ecology.procedure.model.ClockSetting.Nature;
import io.qipan.ecology.procedure.model.ClockSetting.Watcher;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Table {@code case_clock}. */
final class PostgresClocks {

    private PostgresClocks() {}

    /** In the order of their numbers: one that stopped makes room for the next of its kind. */
    static void save(CaseFile file) {
        for (Clock clock : file.procedure().clocks()) {
            Tx.current()
                    .write(
                            """
                            insert into case_clock (case_id, number, kind, state, due_at, duty, watchers, clock, late,
                                started_at)
                            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                            on conflict (case_id, number) do update set state = excluded.state,
                                due_at = excluded.due_at, clock = excluded.clock, late = excluded.late,
                                started_at = excluded.started_at""",
                            file.id(),
                            clock.number(),
                            clock.kind().name(),
                            clock.state().code(),
                            clock.due().at(),
                            clock.setting().nature() == Nature.DUTY,
                            clock.setting().watchers().stream()
                                    .map(Watcher::name)
                                    .toArray(String[]::new),
                            ClockMessages.message(file.name(), clock).toByteArray(),
                            clock.isLate(),
                            clock.startedAt());
        }
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
