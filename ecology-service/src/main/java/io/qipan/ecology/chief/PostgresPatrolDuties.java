package io.qipan.ecology.chief;

import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.chief.model.Layer;
import io.qipan.ecology.chief.model.Level;
import io.qipan.ecology.chief.model.PatrolDuty;
import io.qipan.ecology.chief.model.PatrolDuty.Basis;
import io.qipan.ecology.chief.model.PatrolDuty.Demand;
import io.qipan.ecology.chief.model.PatrolDuty.Period;
import io.qipan.ecology.chief.model.PatrolDuty.Source;
import io.qipan.ecology.chief.model.PatrolDuty.Target;
import io.qipan.ecology.chief.model.Post;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresPatrolDuties implements PatrolDuties {

    @Override
    public void lock() {
        // There are few, and they change rarely. Keeps out writers and not readers.
        Tx.current().query("lock table patrol_duty in share row exclusive mode");
    }

    @Override
    public void add(PatrolDuty begun) {
        Target target = begun.target();
        Demand demand = begun.demand();
        Tx.current()
                .write(
                        """
                        insert into patrol_duty (id, version, kind, level, jurisdiction, post, visits, per,
                            minimum_length_m, minimum_time_s, largest_gap_s, smallest_gap_s, source, basis, begins, ends)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)""",
                        begun.id(),
                        begun.version(),
                        target.layer().kind().code(),
                        target.layer().level().code(),
                        target.jurisdiction().orElse(""),
                        target.post().name(),
                        demand.visits(),
                        demand.per().name(),
                        demand.minimumLengthM(),
                        demand.minimumTimeS(),
                        demand.largestGapS(),
                        demand.smallestGapS(),
                        begun.basis().source().name(),
                        begun.basis().text(),
                        begun.from(),
                        begun.until().orElse(null));
    }

    @Override
    public void save(PatrolDuty changed) {
        Tx.current()
                .write(
                        "update patrol_duty set version = $2, ends = $3 where id = $1",
                        changed.id(),
                        changed.version(),
                        changed.until().orElse(null));
    }

    @Override
    public Optional<PatrolDuty> find(UUID id) {
        return read("where id = $1", id).stream().findFirst();
    }

    @Override
    public List<PatrolDuty> list(Filter filter, Optional<UUID> before, int most) {
        return read(
                """
                where ($1::text is null or kind = $1) and ($2::text is null or level = $2)
                    and ($3::uuid is null or id < $3)
                order by id desc limit $4""",
                filter.kind().map(ResourceKind::code).orElse(null),
                filter.level().map(Level::code).orElse(null),
                before.orElse(null),
                most);
    }

    @Override
    public List<PatrolDuty> all() {
        return read("");
    }

    private static List<PatrolDuty> read(String where, @Nullable Object... arguments) {
        List<PatrolDuty> found = new ArrayList<>();
        for (Row row : Tx.current().query("select * from patrol_duty " + where, arguments)) {
            found.add(duty(row));
        }
        return found;
    }

    private static PatrolDuty duty(Row row) {
        String jurisdiction = row.getString("jurisdiction");
        return new PatrolDuty(
                row.getUUID("id"),
                row.getLong("version"),
                new Target(
                        new Layer(
                                ResourceKind.named(row.getString("kind")).orElseThrow(),
                                Level.named(row.getString("level")).orElseThrow()),
                        jurisdiction.isEmpty() ? Optional.empty() : Optional.of(jurisdiction),
                        Post.valueOf(row.getString("post"))),
                new Demand(
                        row.getInteger("visits"),
                        Period.valueOf(row.getString("per")),
                        row.getInteger("minimum_length_m"),
                        row.getInteger("minimum_time_s"),
                        row.getLong("largest_gap_s"),
                        row.getLong("smallest_gap_s")),
                new Basis(Source.valueOf(row.getString("source")), row.getString("basis")),
                row.getOffsetDateTime("begins").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("ends")).map(OffsetDateTime::toInstant));
    }
}
