package io.qipan.ecology.checklist;

import io.qipan.ecology.checklist.model.ChecklistTemplate;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresChecklistTemplates implements ChecklistTemplates {

    @Override
    public boolean add(ChecklistTemplate template) {
        return Tx.current()
                        .query(
                                """
                                insert into checklist_template (name, revision, content)
                                values ($1, $2, $3::text::jsonb) on conflict do nothing returning revision\
                                """,
                                template.name(),
                                template.revision(),
                                JsonColumn.write(List.of(TemplateMessages.message(template))))
                        .size()
                == 1;
    }

    @Override
    public Optional<ChecklistTemplate> newest(String name) {
        return read("where name = $1 order by revision desc limit 1", name).stream()
                .findFirst();
    }

    /** Locks the first revision, which stands for all: whoever waits for it reads the newest afterwards. */
    @Override
    public Optional<ChecklistTemplate> lockNewest(String name) {
        boolean there =
                read("where name = $1 and revision = 1 for update", name).size() == 1;
        return there ? newest(name) : Optional.empty();
    }

    @Override
    public Optional<ChecklistTemplate> find(String name, int revision) {
        return read("where name = $1 and revision = $2", name, revision).stream()
                .findFirst();
    }

    @Override
    public List<ChecklistTemplate> list(Optional<String> after, int most) {
        return read("""
                t where ($1::text is null or name > $1)
                    and revision = (select max(n.revision) from checklist_template n where n.name = t.name)
                order by name limit $2\
                """, after.orElse(null), most);
    }

    private static List<ChecklistTemplate> read(String where, @Nullable Object... arguments) {
        List<ChecklistTemplate> found = new ArrayList<>();
        for (Row row : Tx.current().query("select content from checklist_template " + where, arguments)) {
            JsonColumn.read(row.getJsonArray("content"), io.qipan.proto.ecology.v1.ChecklistTemplate::newBuilder)
                    .forEach(message -> found.add(TemplateMessages.template(message.build())));
        }
        return found;
    }
}
