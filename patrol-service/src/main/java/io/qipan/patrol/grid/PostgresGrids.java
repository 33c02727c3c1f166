package io.qipan.patrol.grid;

import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.FeatureVersion;
import io.qipan.patrol.grid.model.Grid;
import io.qipan.patrol.grid.model.GridChange;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.grid.model.GridRevision;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@Singleton
class PostgresGrids implements Grids {
    private static final String AS_OF = "where valid_from <= $1 and (valid_to is null or valid_to > $1) ";

    @Override
    public void lock() {
        // Keeps out writers and not readers. The newest row would not do: before the first import there is none.
        Tx.current().query("lock table grid_revision in share row exclusive mode");
    }

    @Override
    public long newest() {
        return Tx.current()
                .query("select coalesce(max(number), 0) as number from grid_revision")
                .iterator()
                .next()
                .getLong("number");
    }

    @Override
    public Optional<GridRevision> revision(long number) {
        for (Row row : Tx.current().query("select * from grid_revision where number = $1", number)) {
            return Optional.of(new GridRevision(
                    number,
                    row.getOffsetDateTime("made_at").toInstant(),
                    row.getString("made_by"),
                    row.getString("reason"),
                    row.getInteger("added"),
                    row.getInteger("changed"),
                    row.getInteger("removed")));
        }
        return Optional.empty();
    }

    @Override
    public Grid at(long revision) {
        return Grid.of(
                revision,
                read(AS_OF, revision).stream().map(FeatureVersion::feature).toList());
    }

    @Override
    public Optional<FeatureVersion> find(String name, long revision) {
        return read(AS_OF + "and name = $2", revision, name).stream().findFirst();
    }

    @Override
    public List<FeatureVersion> list(long revision, Optional<FeatureKind> kind, String after, int limit) {
        return read(
                AS_OF + "and name > $2 and ($3::text is null or kind = $3) order by name limit $4",
                revision,
                after,
                kind.map(FeatureKind::code).orElse(null),
                limit);
    }

    private static List<FeatureVersion> read(String where, @Nullable Object... arguments) {
        List<FeatureVersion> found = new ArrayList<>();
        for (Row row : Tx.current().query("select * from grid_feature " + where, arguments)) {
            found.add(PostgresFeatureRow.read(row));
        }
        return found;
    }

    @Override
    public void add(GridRevision revision, GridChange change) {
        Tx.current()
                .write(
                        """
                        insert into grid_revision (number, made_at, made_by, reason, added, changed, removed)
                        values ($1, $2, $3, $4, $5, $6, $7)""",
                        revision.number(),
                        revision.madeAt(),
                        revision.madeBy(),
                        revision.reason(),
                        revision.added(),
                        revision.changed(),
                        revision.removed());
        Object over = Stream.concat(change.changed().stream(), change.removed().stream())
                .map(GridFeature::name)
                .toArray(String[]::new);
        Tx.current()
                .write(
                        "update grid_feature set valid_to = $1 where name = any ($2) and valid_to is null",
                        revision.number(),
                        over);
        change.added().forEach(feature -> PostgresFeatureRow.insert(feature, revision.number()));
        change.changed().forEach(feature -> PostgresFeatureRow.insert(feature, revision.number()));
    }
}
