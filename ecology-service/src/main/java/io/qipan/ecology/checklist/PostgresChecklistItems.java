package io.qipan.ecology.checklist;

import io.qipan.ecology.checklist.model.ChecklistItem;
import io.qipan.ecology.checklist.model.Task;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresChecklistItems implements ChecklistItems {

    @Override
    public void add(ChecklistItem made) {
        Task task = made.task();
        Tx.current()
                .write(
                        """
                        insert into checklist_item (id, version, state, template, template_revision, point, month, owner,
                            supervisor, due_at, content)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::text::jsonb)\
                        """,
                        made.id(),
                        made.version(),
                        made.state().code(),
                        task.template(),
                        task.templateRevision(),
                        task.point(),
                        task.month().toString(),
                        made.owner(),
                        task.supervisor(),
                        task.dueAt(),
                        json(made));
    }

    @Override
    public void save(ChecklistItem changed) {
        Tx.current()
                .write("""
                        update checklist_item set version = $2, state = $3, owner = $4, content = $5::text::jsonb
                        where id = $1\
                        """, changed.id(), changed.version(), changed.state().code(), changed.owner(), json(changed));
    }

    private static String json(ChecklistItem item) {
        return JsonColumn.write(List.of(ItemMessages.message(item)));
    }

    @Override
    public Optional<ChecklistItem> find(UUID id) {
        return read("where id = $1", id).stream().findFirst();
    }

    @Override
    public Optional<ChecklistItem> lock(UUID id) {
        return read("where id = $1 for update", id).stream().findFirst();
    }

    @Override
    public Set<String> points(String template, YearMonth month) {
        Set<String> points = new HashSet<>();
        for (Row row : Tx.current()
                .query(
                        "select point from checklist_item where template = $1 and month = $2",
                        template,
                        month.toString())) {
            points.add(row.getString("point"));
        }
        return points;
    }

    @Override
    public List<ChecklistItem> list(Filter filter, Optional<UUID> before, int most) {
        return read(
                """
                where ($1::text is null or owner = $1) and ($2::text is null or supervisor = $2)
                    and ($3::text is null or month = $3) and ($4::text is null or template = $4)
                    and ($5::timestamptz is null or (state in ('OPEN', 'OVERDUE') and due_at < $5))
                    and ($6::uuid is null or id < $6)
                order by id desc limit $7\
                """,
                filter.owner().orElse(null),
                filter.supervisor().orElse(null),
                filter.month().map(YearMonth::toString).orElse(null),
                filter.template().orElse(null),
                filter.overdueAt().orElse(null),
                before.orElse(null),
                most);
    }

    private static List<ChecklistItem> read(String where, @Nullable Object... arguments) {
        List<ChecklistItem> found = new ArrayList<>();
        for (Row row : Tx.current().query("select content from checklist_item " + where, arguments)) {
            JsonColumn.read(row.getJsonArray("content"), io.qipan.proto.ecology.v1.ChecklistItem::newBuilder)
                    .forEach(message -> found.add(ItemMessages.item(message.build())));
        }
        return found;
    }
}
