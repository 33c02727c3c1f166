package io.qipan.ecology.inspection;

import io.qipan.ecology.inspection.model.Template;
import io.qipan.proto.ecology.v1.InspectionTemplate;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresTemplates implements Templates {

    @Override
    public boolean add(Template template) {
        return Tx.current()
                        .query(
                                """
                                insert into inspection_template (name, revision, content)
                                values ($1, $2, $3::text::jsonb) on conflict do nothing returning revision\
                                """,
                                template.name(),
                                template.revision(),
                                JsonColumn.write(List.of(TemplateMessages.message(template))))
                        .size()
                == 1;
    }

    @Override
    public Optional<Template> newest(String name) {
        return read("where name = $1 order by revision desc limit 1", name).stream()
                .findFirst();
    }

    @Override
    public Optional<Template> find(String name, int revision) {
        return read("where name = $1 and revision = $2", name, revision).stream()
                .findFirst();
    }

    @Override
    public List<Template> list(Optional<String> after, int most) {
        return read("""
                t where ($1::text is null or name > $1)
                    and revision = (select max(n.revision) from inspection_template n where n.name = t.name)
                order by name limit $2\
                """, after.orElse(null), most);
    }

    private static List<Template> read(String where, @Nullable Object... arguments) {
        List<Template> found = new ArrayList<>();
        for (Row row : Tx.current().query("select content from inspection_template " + where, arguments)) {
            JsonColumn.read(row.getJsonArray("content"), InspectionTemplate::newBuilder)
                    .forEach(message -> found.add(TemplateMessages.template(message.build())));
        }
        return found;
    }
}
