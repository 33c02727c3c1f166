package io.qipan.dispatch.command;

import io.qipan.runtime.work.Tx;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

@Singleton
class PostgresRecipients implements Recipients {

    @Override
    public List<String> inService(Collection<String> capabilities, int limit) {
        return names(
                "select name from known_unit where in_service and capabilities @> $1::text[] order by name limit $2",
                capabilities.toArray(String[]::new),
                limit);
    }

    @Override
    public List<String> unknown(Collection<String> units) {
        return names("""
                select name from unnest($1::text[]) as asked (name)
                where not exists (select from known_unit k where k.name = asked.name) order by name\
                """, (Object) units.toArray(String[]::new));
    }

    private static List<String> names(String sql, Object... arguments) {
        List<String> names = new ArrayList<>();
        Tx.current().query(sql, arguments).forEach(row -> names.add(row.getString("name")));
        return names;
    }
}
