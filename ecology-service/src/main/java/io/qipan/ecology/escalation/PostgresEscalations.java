package io.qipan.ecology.escalation;

import io.qipan.ecology.escalation.model.Escalation;
import io.qipan.ecology.escalation.model.Escalation.State;
import io.qipan.ecology.escalation.model.Escalation.State.Acknowledged;
import io.qipan.ecology.escalation.model.Escalation.State.Answered;
import io.qipan.ecology.escalation.model.Escalation.State.Settled;
import io.qipan.ecology.escalation.model.Escalation.State.Waiting;
import io.qipan.ecology.escalation.model.Matter;
import io.qipan.ecology.escalation.model.Recipient;
import io.qipan.ecology.procedure.model.ClockKind;
import io.qipan.ecology.procedure.model.ClockSetting.Watcher;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresEscalations implements Escalations {

    @Override
    public boolean add(Escalation goneUp) {
        Matter matter = goneUp.matter();
        return Tx.current()
                        .query(
                                """
                                insert into case_escalation (id, version, case_id, case_number, clock, kind, clock_due_at,
                                    watcher, agency, owner, gone_up_at, reminders, state, next_due_at)
                                values ($1, $2, $3, $4, $5,
                                    coalesce((select kind from case_clock where case_id = $3 and number = $5), $6),
                                    $7, $8, $9, $10, $11, $12, $13, $14)
                                on conflict do nothing returning id""",
                                goneUp.id(),
                                goneUp.version(),
                                matter.caseId(),
                                matter.caseNumber(),
                                matter.clock(),
                                matter.kind().name(),
                                matter.dueAt(),
                                matter.watcher().name(),
                                goneUp.recipient().agency().orElse(null),
                                goneUp.recipient().owner(),
                                goneUp.goneUpAt(),
                                goneUp.reminders(),
                                goneUp.state().code(),
                                goneUp.state().nextAt().orElse(null))
                        .size()
                == 1;
    }

    @Override
    public void save(Escalation changed) {
        Tx.current()
                .write(
                        """
                        update case_escalation set version = $2, agency = $3, owner = $4, reminders = $5, state = $6,
                            next_due_at = $7, by = $8, at = $9, words = $10
                        where id = $1""",
                        changed.id(),
                        changed.version(),
                        changed.recipient().agency().orElse(null),
                        changed.recipient().owner(),
                        changed.reminders(),
                        changed.state().code(),
                        changed.state().nextAt().orElse(null),
                        by(changed.state()),
                        at(changed.state()),
                        words(changed.state()));
    }

    private static @Nullable String by(State state) {
        return switch (state) {
            case Acknowledged(String by, Instant _, Instant _) -> by;
            case Answered(String by, Instant _, String _) -> by;
            case Waiting _, Settled _ -> null;
        };
    }

    private static @Nullable Instant at(State state) {
        return switch (state) {
            case Waiting _ -> null;
            case Acknowledged(String _, Instant at, Instant _) -> at;
            case Answered(String _, Instant at, String _) -> at;
            case Settled(Instant at, String _) -> at;
        };
    }

    private static @Nullable String words(State state) {
        return switch (state) {
            case Waiting _, Acknowledged _ -> null;
            case Answered(String _, Instant _, String answer) -> answer;
            case Settled(Instant _, String because) -> because;
        };
    }

    @Override
    public Optional<Escalation> find(UUID id) {
        return all("where id = $1", id).stream().findFirst();
    }

    @Override
    public Optional<Escalation> lock(UUID id) {
        return all("where id = $1 for update", id).stream().findFirst();
    }

    @Override
    public List<Escalation> lockOpen(UUID caseId) {
        return all("where case_id = $1 and next_due_at is not null order by id for update", caseId);
    }

    @Override
    public Set<Integer> clocksOf(UUID caseId) {
        Set<Integer> clocks = new HashSet<>();
        for (Row row : Tx.current().query("select distinct clock from case_escalation where case_id = $1", caseId)) {
            clocks.add(row.getInteger("clock"));
        }
        return clocks;
    }

    @Override
    public List<Escalation> list(Filter filter, Optional<UUID> before, int most) {
        return all(
                """
                where (not $1::boolean or next_due_at is not null) and ($2::uuid is null or case_id = $2)
                    and ($3::text is null or agency = $3) and (not $4::boolean or agency is null)
                    and ($5::uuid is null or id < $5)
                order by id desc limit $6""",
                filter.openOnly(),
                filter.caseId().orElse(null),
                filter.agency().orElse(null),
                filter.withoutAgency(),
                before.orElse(null),
                most);
    }

    private static List<Escalation> all(String where, @Nullable Object... arguments) {
        List<Escalation> found = new ArrayList<>();
        for (Row row : Tx.current().query("select * from case_escalation " + where, arguments)) {
            found.add(new Escalation(
                    row.getUUID("id"),
                    row.getLong("version"),
                    new Matter(
                            row.getUUID("case_id"),
                            row.getString("case_number"),
                            row.getInteger("clock"),
                            ClockKind.of(row.getString("kind")),
                            instant(row, "clock_due_at"),
                            Watcher.valueOf(row.getString("watcher"))),
                    new Recipient(Optional.ofNullable(row.getString("agency")), row.getString("owner")),
                    instant(row, "gone_up_at"),
                    row.getInteger("reminders"),
                    state(row)));
        }
        return found;
    }

    private static State state(Row row) {
        return switch (row.getString("state")) {
            case "WAITING" -> new Waiting(instant(row, "next_due_at"));
            case "ACKNOWLEDGED" ->
                new Acknowledged(row.getString("by"), instant(row, "at"), instant(row, "next_due_at"));
            case "ANSWERED" -> new Answered(row.getString("by"), instant(row, "at"), row.getString("words"));
            case "SETTLED" -> new Settled(instant(row, "at"), row.getString("words"));
            default -> throw new IllegalStateException("Unknown state " + row.getString("state"));
        };
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time.toInstant();
    }
}
