package io.qipan.patrol.grid;

import io.qipan.runtime.work.Tx;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

@Singleton
class PostgresRuleOwners implements RuleOwners {

    @Override
    public Map<String, String> of(Collection<String> features) {
        Map<String, String> owners = new TreeMap<>();
        if (!features.isEmpty()) {
            Tx.current()
                    .query(
                            "select feature, owner from visiting_rule_owner where feature = any ($1::text[])",
                            names(features))
                    .forEach(row -> owners.put(row.getString("feature"), row.getString("owner")));
        }
        return owners;
    }

    @Override
    public void put(String owner, Collection<String> features) {
        if (!features.isEmpty()) {
            Tx.current().write("""
                            insert into visiting_rule_owner select unnest($1::text[]), $2
                            on conflict (feature) do update set owner = excluded.owner""", names(features), owner);
        }
    }

    @Override
    public void remove(Collection<String> features) {
        if (!features.isEmpty()) {
            Tx.current().write("delete from visiting_rule_owner where feature = any ($1::text[])", names(features));
        }
    }

    private static Object names(Collection<String> features) {
        return features.stream().sorted().toArray(String[]::new);
    }
}
