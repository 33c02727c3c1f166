package io.qipan.ecology.oversight;

import io.qipan.ecology.oversight.model.Entry;
import io.qipan.ecology.oversight.model.EntryKind;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

@Singleton
class PostgresEntries implements Entries {
    private static final String SELECT = "select kind, entry from oversight_entry ";

    @Override
    public boolean add(Entry begun) {
        return Tx.current()
                        .query(
                                """
                                insert into oversight_entry (id, kind, version, state, subject, parties, next_due_at, entry)
                                values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning id""",
                                begun.id(),
                                begun.kind().collection(),
                                begun.version(),
                                begun.stateCode(),
                                begun.subject().orElse(null),
                                begun.parties().toArray(String[]::new),
                                begun.nextDue().orElse(null),
                                EntryMessages.message(begun).toByteArray())
                        .size()
                == 1;
    }

    @Override
    public void save(Entry changed) {
        Tx.current()
                .write(
                        "update oversight_entry set version = $2, state = $3, next_due_at = $4, entry = $5 where id = $1",
                        changed.id(),
                        changed.version(),
                        changed.stateCode(),
                        changed.nextDue().orElse(null),
                        EntryMessages.message(changed).toByteArray());
    }

    @Override
    public Optional<Entry> find(EntryKind kind, UUID id) {
        return all(Tx.current().query(SELECT + "where kind = $1 and id = $2", kind.collection(), id)).stream()
                .findFirst();
    }

    @Override
    public Optional<Entry> lock(EntryKind kind, UUID id) {
        return all(Tx.current().query(SELECT + "where kind = $1 and id = $2 for update", kind.collection(), id))
                .stream()
                .findFirst();
    }

    @Override
    public List<Entry> list(Filter filter, Optional<UUID> before, int most) {
        return all(Tx.current()
                .query(
                        SELECT + """
                                where kind = $1 and ($2::text is null or subject = $2) and ($3::text is null or state = $3)
                                    and ($4::text is null or parties @> array[$4::text]) and ($5::uuid is null or id < $5)
                                order by id desc limit $6""",
                        filter.kind().collection(),
                        filter.subject().orElse(null),
                        filter.state().orElse(null),
                        filter.party().orElse(null),
                        before.orElse(null),
                        most));
    }

    private static List<Entry> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> EntryMessages.entry(
                        kind(row.getString("kind")), row.getBuffer("entry").getBytes()))
                .toList();
    }

    private static EntryKind kind(String collection) {
        return Arrays.stream(EntryKind.values())
                .filter(kind -> kind.collection().equals(collection))
                .findFirst()
                .orElseThrow();
    }
}
