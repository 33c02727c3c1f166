package io.qipan.dispatch.transfer;

import io.qipan.dispatch.transfer.model.ScopeList;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

@Singleton
class PostgresScopeLists implements ScopeLists {
    private static final String SELECT = """
            select version, valid_from, basis, published_by, most_offers, responders,
                extract(epoch from deliver_within)::bigint as deliver_s,
                extract(epoch from decide_within)::bigint as decide_s,
                extract(epoch from answer_within)::bigint as answer_s
            from scope_list\s""";

    @Override
    public ScopeList newest() {
        return first(SELECT + "where version = (select max(version) from scope_list) and version >= $1", 1)
                .orElseThrow();
    }

    @Override
    public Optional<ScopeList> find(int version) {
        return first(SELECT + "where version = $1", version);
    }

    private static Optional<ScopeList> first(String sql, int version) {
        for (Row row : Tx.current().query(sql, version)) {
            return Optional.of(new ScopeList(
                    row.getInteger("version"),
                    row.getOffsetDateTime("valid_from").toInstant(),
                    row.getString("basis"),
                    row.getString("published_by"),
                    new ScopeList.Limits(
                            Duration.ofSeconds(row.getLong("deliver_s")),
                            Duration.ofSeconds(row.getLong("decide_s")),
                            Duration.ofSeconds(row.getLong("answer_s"))),
                    row.getInteger("most_offers"),
                    entries(row.getInteger("version")),
                    List.of(row.getArrayOfStrings("responders"))));
        }
        return Optional.empty();
    }

    private static List<ScopeList.Entry> entries(int version) {
        List<ScopeList.Entry> entries = new ArrayList<>();
        Tx.current()
                .query("select * from scope_entry where version = $1 order by matter", version)
                .forEach(row -> entries.add(new ScopeList.Entry(
                        row.getString("matter"),
                        row.getString("name_zh"),
                        row.getString("name_en"),
                        List.of(row.getArrayOfStrings("owners")))));
        return entries;
    }

    @Override
    public boolean add(ScopeList list) {
        boolean added = Tx.current()
                        .query(
                                """
                                insert into scope_list (version, valid_from, basis, published_by, deliver_within,
                                    decide_within, answer_within, most_offers, responders)
                                values ($1, $2, $3, $4, make_interval(secs => $5), make_interval(secs => $6),
                                    make_interval(secs => $7), $8, $9)
                                on conflict (version) do nothing""",
                                list.version(),
                                list.validFrom(),
                                list.basis(),
                                list.publishedBy(),
                                (double) list.limits().deliverWithin().toSeconds(),
                                (double) list.limits().decideWithin().toSeconds(),
                                (double) list.limits().answerWithin().toSeconds(),
                                list.mostOffers(),
                                list.responders().toArray(String[]::new))
                        .rowCount()
                > 0;
        if (added) {
            // Pipelined, at most 1,000, once in months.
            list.entries()
                    .forEach(entry -> Tx.current()
                            .write(
                                    "insert into scope_entry (version, matter, name_zh, name_en, owners) values ($1, $2, $3, $4, $5)",
                                    list.version(),
                                    entry.matter(),
                                    entry.nameZh(),
                                    entry.nameEn(),
                                    entry.owners().toArray(String[]::new)));
        }
        return added;
    }
}
