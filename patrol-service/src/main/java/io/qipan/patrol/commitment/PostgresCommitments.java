package io.qipan.patrol.commitment;

import io.qipan.patrol.commitment.model.Commitment;
import io.qipan.patrol.commitment.model.Commitment.Held;
import io.qipan.patrol.commitment.model.Commitment.NeverHeld;
import io.qipan.patrol.commitment.model.Commitment.Released;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

@Singleton
class PostgresCommitments implements Commitments {

    /** By lock and not by row, because an order that is not known yet has no row. */
    @Override
    public void hold(Collection<String> orders) {
        Tx.current().write("""
                        select pg_advisory_xact_lock(key)
                        from (select distinct hashtextextended(name, 0) as key from unnest($1::text[]) as name) as orders
                        order by key""", array(orders));
    }

    @Override
    public Map<String, Commitment> find(Collection<String> orders) {
        Map<String, Commitment> found = new HashMap<>();
        for (Row row :
                Tx.current().query("select * from commitment where order_name = any ($1::text[])", array(orders))) {
            Commitment commitment = PostgresCommitmentRow.read(row);
            found.put(commitment.order(), commitment);
        }
        return found;
    }

    /** One argument that is an array, not many arguments. */
    private static Object[] array(Collection<String> texts) {
        return new Object[] {texts.toArray(String[]::new)};
    }

    @Override
    public void add(Held held) {
        Tx.current().write("""
                        insert into commitment (order_name, unit_name, incident_name, committed_at)
                        values ($1, $2, $3, $4)""", held.order(), held.unit(), held.incident(), held.committedAt());
    }

    @Override
    public void add(NeverHeld neverHeld) {
        Tx.current()
                .write(
                        """
                        insert into commitment (order_name, unit_name, incident_name, released_at, release_reason)
                        values ($1, $2, $3, $4, $5)""",
                        neverHeld.order(),
                        neverHeld.unit(),
                        neverHeld.incident(),
                        neverHeld.releasedAt(),
                        neverHeld.reason().code());
    }

    @Override
    public void end(Released released) {
        Tx.current()
                .write(
                        "update commitment set released_at = $2, release_reason = $3 where order_name = $1",
                        released.order(),
                        released.releasedAt(),
                        released.reason().code());
    }

    @Override
    public List<Listed> list(Page page, boolean heldOnly) {
        String held = heldOnly ? "released_at is null and " : "";
        List<Listed> listed = new ArrayList<>();
        for (Row row : Tx.current()
                .query(
                        "select * from commitment where " + held + "number < $1 order by number desc limit $2",
                        page.after(Long::parseLong).orElse(Long.MAX_VALUE),
                        page.size() + 1)) {
            listed.add(new Listed(row.getLong("number"), PostgresCommitmentRow.read(row)));
        }
        return listed;
    }
}
