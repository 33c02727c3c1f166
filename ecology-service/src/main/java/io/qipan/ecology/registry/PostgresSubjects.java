package io.qipan.ecology.registry;

import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.registry.model.Subject;
import io.qipan.ecology.registry.model.SubjectKind;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresSubjects implements Subjects {
    private static final String KEEP_REVISIONS = """
        insert into subject_revision (name, revision, state)
        select s ->> 'name', (s ->> 'revision')::bigint, jsonb_build_array(s)
        from jsonb_array_elements($1::text::jsonb) s\
        """;

    @Override
    public List<String> add(Collection<Subject> registered) {
        List<String> added = new ArrayList<>();
        for (Row row : Tx.current().query("""
                insert into subject (name, kind, resource, agency, valid_until, revision, next_due_at, state)
                select s ->> 'name', s ->> 'kind', s #>> '{entry,resource}', s #>> '{entry,agency}',
                    (s #>> '{entry,validUntil}')::timestamptz, (s ->> 'revision')::bigint,
                    (s ->> 'nextInspectionDueAt')::timestamptz, jsonb_build_array(s)
                from jsonb_array_elements($1::text::jsonb) s order by s ->> 'name'
                on conflict (name) do nothing returning name\
                """, json(registered))) {
            added.add(row.getString("name"));
        }
        Tx.current()
                .write(
                        KEEP_REVISIONS,
                        json(registered.stream()
                                .filter(one -> added.contains(one.name()))
                                .toList()));
        return registered.stream()
                .map(Subject::name)
                .filter(name -> !added.contains(name))
                .toList();
    }

    @Override
    public void revise(Collection<Subject> revised) {
        update(revised);
        Tx.current().write(KEEP_REVISIONS, json(revised));
    }

    @Override
    public void save(Subject changed) {
        update(List.of(changed));
    }

    private static void update(Collection<Subject> changed) {
        Tx.current().write("""
                update subject t set resource = s #>> '{entry,resource}', agency = s #>> '{entry,agency}',
                    valid_until = (s #>> '{entry,validUntil}')::timestamptz, revision = (s ->> 'revision')::bigint,
                    next_due_at = (s ->> 'nextInspectionDueAt')::timestamptz, state = jsonb_build_array(s)
                from jsonb_array_elements($1::text::jsonb) s where t.name = s ->> 'name'\
                """, json(changed));
    }

    private static String json(Collection<Subject> subjects) {
        return JsonColumn.write(subjects.stream().map(SubjectMessages::message).toList());
    }

    @Override
    public Optional<Subject> find(String name) {
        return read("from subject where name = $1", name).stream().findFirst();
    }

    @Override
    public Optional<Subject> find(String name, long revision) {
        return read("from subject_revision where name = $1 and revision = $2", name, revision).stream()
                .findFirst();
    }

    @Override
    public List<Subject> lock(Collection<String> names) {
        Object all = names.toArray(String[]::new);
        return read("from subject where name = any($1) order by name for update", all);
    }

    @Override
    public List<Subject> find(Collection<String> names) {
        Object all = names.toArray(String[]::new);
        return read("from subject where name = any($1) order by name", all);
    }

    @Override
    public List<Subject> list(Filter filter, Optional<String> after, int most) {
        return read(
                """
                from subject
                where ($1::text is null or kind = $1) and ($2::text is null or agency = $2)
                    and ($3::timestamptz is null or valid_until is null or valid_until > $3)
                    and ($4::text is null or name > $4)
                order by name limit $5\
                """,
                filter.kind().map(SubjectKind::name).orElse(null),
                filter.agency().orElse(null),
                filter.validAt().orElse(null),
                after.orElse(null),
                most);
    }

    @Override
    public List<Subject> due(DueFilter filter, Optional<DueKey> after, int most) {
        return read(
                """
                from subject
                where next_due_at < $1 and ($2::text is null or agency = $2) and ($3::text is null or resource = $3)
                    and ($4::timestamptz is null or (next_due_at, name) > ($4::timestamptz, $5::text))
                order by next_due_at, name limit $6\
                """,
                filter.before(),
                filter.agency().orElse(null),
                filter.resource().map(ResourceKind::name).orElse(null),
                after.map(DueKey::dueAt).orElse(null),
                after.map(DueKey::name).orElse(null),
                most);
    }

    private static List<Subject> read(String from, @Nullable Object... arguments) {
        List<Subject> found = new ArrayList<>();
        for (Row row : Tx.current().query("select state " + from, arguments)) {
            JsonColumn.read(row.getJsonArray("state"), io.qipan.proto.ecology.v1.Subject::newBuilder)
                    .forEach(message -> found.add(SubjectMessages.subject(message.build())));
        }
        return found;
    }
}
