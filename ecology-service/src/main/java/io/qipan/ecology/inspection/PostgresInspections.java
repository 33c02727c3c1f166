package io.qipan.ecology.inspection;

import io.qipan.ecology.inspection.model.Inspection;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresInspections implements Inspections {

    @Override
    public void add(Inspection inspection) {
        Tx.current()
                .write(
                        """
                        insert into inspection (id, template, template_revision, subject, agency, inspected_at,
                            recorded_at, people, vehicles, drill, content)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::text::jsonb)\
                        """,
                        inspection.id(),
                        inspection.template(),
                        inspection.templateRevision(),
                        inspection.spot().subject().orElse(null),
                        inspection.spot().agency(),
                        inspection.inspectedAt(),
                        inspection.recordedAt(),
                        inspection.turnout().people(),
                        inspection.turnout().vehicles(),
                        inspection.drill(),
                        JsonColumn.write(List.of(InspectionMessages.message(inspection))));
    }

    @Override
    public void save(Inspection changed) {
        Tx.current()
                .write(
                        """
                        update inspection set people = $2, vehicles = $3, changed_at = $4, annulled = $5,
                            content = $6::text::jsonb
                        where id = $1\
                        """,
                        changed.id(),
                        changed.turnout().people(),
                        changed.turnout().vehicles(),
                        changed.changedAt().orElse(null),
                        changed.annulled().isPresent(),
                        JsonColumn.write(List.of(InspectionMessages.message(changed))));
    }

    @Override
    public Optional<Instant> lastOf(String subject) {
        OffsetDateTime last = Tx.current()
                .query(
                        "select max(inspected_at) as last from inspection"
                                + " where subject = $1 and not drill and not annulled",
                        subject)
                .iterator()
                .next()
                .getOffsetDateTime("last");
        return Optional.ofNullable(last).map(OffsetDateTime::toInstant);
    }

    @Override
    public Optional<Inspection> lock(UUID id) {
        return read("where id = $1 for update", id).stream().findFirst();
    }

    @Override
    public Optional<Inspection> find(UUID id) {
        return read("where id = $1", id).stream().findFirst();
    }

    @Override
    public List<Inspection> findAll(Set<UUID> ids) {
        return read("where id = any($1::uuid[])", (Object) ids.toArray(UUID[]::new));
    }

    @Override
    public List<Inspection> list(Filter filter, Optional<UUID> before, int most) {
        return read("""
                where ($1::text is null or subject = $1) and ($2::text is null or template = $2)
                    and ($3::uuid is null or id < $3)
                order by id desc limit $4\
                """, filter.subject().orElse(null), filter.template().orElse(null), before.orElse(null), most);
    }

    private static List<Inspection> read(String where, @Nullable Object... arguments) {
        List<Inspection> found = new ArrayList<>();
        for (Row row : Tx.current().query("select content from inspection " + where, arguments)) {
            JsonColumn.read(row.getJsonArray("content"), io.qipan.proto.ecology.v1.Inspection::newBuilder)
                    .forEach(message -> found.add(InspectionMessages.inspection(message.build())));
        }
        return found;
    }
}
