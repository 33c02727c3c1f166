package io.qipan.dispatch.duplicate;

import io.qipan.dispatch.duplicate.model.DuplicateRule;
import io.qipan.dispatch.duplicate.model.DuplicateRules;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

@Singleton
class PostgresRuleHistory implements RuleHistory {
    // Nothing is known of the time before the first rules; those hold for it.
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    @Override
    public DuplicateRules at(Instant time) {
        List<DuplicateRule> rules = new ArrayList<>();
        Tx.current().query("""
                        select distinct on (type) type, valid_from, spread_m, family, set_by,
                            extract(epoch from look_back)::bigint as look_back_s, extract(epoch from pace)::bigint as pace_s
                        from duplicate_rule where valid_from <= $1 order by type, valid_from desc""", time.isBefore(FIRST) ? FIRST : time).forEach(row -> rules.add(rule(row)));
        return new DuplicateRules(rules);
    }

    private static DuplicateRule rule(Row row) {
        return new DuplicateRule(
                row.getString("type"),
                row.getOffsetDateTime("valid_from").toInstant(),
                Duration.ofSeconds(row.getLong("look_back_s")),
                row.getDouble("spread_m"),
                Duration.ofSeconds(row.getLong("pace_s")),
                row.getString("family"),
                row.getString("set_by"));
    }

    @Override
    public void put(DuplicateRule rule) {
        Tx.current()
                .write(
                        """
                        insert into duplicate_rule (type, valid_from, look_back, spread_m, pace, family, set_by)
                        values ($1, $2, make_interval(secs => $3), $4, make_interval(secs => $5), $6, $7)
                        on conflict (type, valid_from) do update set look_back = excluded.look_back,
                            spread_m = excluded.spread_m, pace = excluded.pace, family = excluded.family,
                            set_by = excluded.set_by""",
                        rule.type(),
                        rule.validFrom(),
                        (double) rule.lookBack().toSeconds(),
                        rule.spreadM(),
                        (double) rule.pace().toSeconds(),
                        rule.family(),
                        rule.setBy());
    }
}
