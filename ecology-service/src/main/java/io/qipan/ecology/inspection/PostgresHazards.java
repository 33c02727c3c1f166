package io.qipan.ecology.inspection;

import io.qipan.ecology.inspection.model.Finding;
import io.qipan.ecology.inspection.model.Hazard;
import io.qipan.ecology.inspection.model.HazardState.Closed;
import io.qipan.ecology.inspection.model.Inspection;
import io.qipan.ecology.inspection.model.Recheck;
import io.qipan.ecology.registry.model.Tally;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresHazards implements Hazards {

    @Override
    public void add(Hazard found) {
        Finding finding = found.finding();
        Tx.current()
                .write(
                        """
                        insert into hazard (id, version, state, inspection, template, item, subject, agency, found_at,
                            due_at, repeat, drill, content)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::text::jsonb)\
                        """,
                        found.id(),
                        found.version(),
                        found.state().code(),
                        InspectionMessages.id(finding.inspection(), Inspection.KIND)
                                .orElseThrow(),
                        finding.template(),
                        finding.item(),
                        finding.spot().subject().orElse(null),
                        finding.spot().agency(),
                        finding.foundAt(),
                        found.state().waitsUntil().orElse(null),
                        finding.repeatOf().isPresent(),
                        finding.drill(),
                        json(found));
    }

    @Override
    public void save(Hazard changed) {
        Optional<Recheck> end = changed.state() instanceof Closed(Recheck by) ? Optional.of(by) : Optional.empty();
        Tx.current()
                .write(
                        """
                        update hazard set version = $2, state = $3, due_at = $4, closed_at = $5, closing_told_at = $6,
                            content = $7::text::jsonb
                        where id = $1\
                        """,
                        changed.id(),
                        changed.version(),
                        changed.state().code(),
                        changed.state().waitsUntil().orElse(null),
                        end.map(Recheck::at).orElse(null),
                        end.map(Recheck::recordedAt).orElse(null),
                        json(changed));
    }

    private static String json(Hazard hazard) {
        return JsonColumn.write(List.of(HazardMessages.message(hazard)));
    }

    @Override
    public Optional<Hazard> find(UUID id) {
        return read("where id = $1", id).stream().findFirst();
    }

    @Override
    public Optional<Hazard> lock(UUID id) {
        return read("where id = $1 for update", id).stream().findFirst();
    }

    @Override
    public List<Hazard> list(Filter filter, Optional<UUID> before, int most) {
        return read(
                """
                where ($1::text is null or subject = $1) and ($2::text is null or state = $2)
                    and ($3::timestamptz is null or due_at < $3) and ($4::uuid is null or id < $4)
                order by id desc limit $5\
                """,
                filter.subject().orElse(null),
                filter.state().orElse(null),
                filter.overdueAt().orElse(null),
                before.orElse(null),
                most);
    }

    @Override
    public Optional<Hazard> last(String subject, String template, String item, Instant from, Instant until) {
        return read("""
                where subject = $1 and template = $2 and item = $3 and found_at >= $4 and found_at < $5 and not drill
                    and not exists (select from inspection i where i.id = hazard.inspection and i.annulled)
                order by found_at desc, id desc limit 1\
                """, subject, template, item, from, until).stream().findFirst();
    }

    @Override
    public boolean allClosed(UUID inspection) {
        return Tx.current()
                .query(
                        "select not exists (select from hazard where inspection = $1 and state <> 'CLOSED') as closed",
                        inspection)
                .iterator()
                .next()
                .getBoolean("closed");
    }

    @Override
    public Tally tally(String subject, Instant now, Instant repeatsSince) {
        Row row = Tx.current().query("""
                select count(*) filter (where state <> 'CLOSED') as open,
                    count(*) filter (where due_at < $2) as overdue,
                    count(*) filter (where repeat and found_at >= $3) as repeats
                from hazard h where subject = $1 and not drill
                    and not exists (select from inspection i where i.id = h.inspection and i.annulled)\
                """, subject, now, repeatsSince).iterator().next();
        return new Tally(row.getInteger("open"), row.getInteger("overdue"), row.getInteger("repeats"));
    }

    private static List<Hazard> read(String where, @Nullable Object... arguments) {
        List<Hazard> found = new ArrayList<>();
        for (Row row : Tx.current().query("select content from hazard " + where, arguments)) {
            JsonColumn.read(row.getJsonArray("content"), io.qipan.proto.ecology.v1.Hazard::newBuilder)
                    .forEach(message -> found.add(HazardMessages.hazard(message.build())));
        }
        return found;
    }
}
