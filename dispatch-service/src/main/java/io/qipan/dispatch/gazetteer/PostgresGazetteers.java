package io.qipan.dispatch.gazetteer;

import io.qipan.dispatch.gazetteer.model.Entry;
import io.qipan.dispatch.gazetteer.model.GazetteerRevision;
import io.qipan.dispatch.gazetteer.model.Place;
import io.qipan.dispatch.gazetteer.model.SourceChange;
import io.qipan.runtime.place.MapDatum;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

@Singleton
class PostgresGazetteers implements Gazetteers {
    /** Places of one statement: few round trips, and no statement of tens of megabytes. */
    private static final int BATCH = 5_000;

    @Override
    public void lock() {
        // Keeps out writers and not readers. The newest row would not do: before the first import there is none.
        Tx.current().query("lock table gazetteer_revision in share row exclusive mode");
    }

    @Override
    public long newest() {
        return Tx.current()
                .query("select coalesce(max(number), 0) as number from gazetteer_revision")
                .iterator()
                .next()
                .getLong("number");
    }

    @Override
    public Optional<GazetteerRevision> revision(long number) {
        for (Row row : Tx.current().query("select * from gazetteer_revision where number = $1", number)) {
            return Optional.of(new GazetteerRevision(
                    number,
                    row.getString("source"),
                    MapDatum.valueOf(row.getString("datum")),
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
    public long countBeside(String source) {
        return Tx.current()
                .query("select count(*) from gazetteer_place where valid_to is null and source <> $1", source)
                .iterator()
                .next()
                .getLong(0);
    }

    @Override
    public List<Place> of(String source) {
        List<Place> places = new ArrayList<>();
        for (Row row : Tx.current()
                .query("select * from gazetteer_place where valid_to is null and source = $1 order by code", source)) {
            places.add(PostgresPlaceRow.read(row));
        }
        return places;
    }

    @Override
    public List<Entry> at(long revision) {
        List<Entry> entries = new ArrayList<>();
        for (Row row : Tx.current().query("""
                        select * from gazetteer_place
                        where valid_from <= $1 and (valid_to is null or valid_to > $1) order by source, code\
                        """, revision)) {
            entries.add(new Entry(row.getString("source"), PostgresPlaceRow.read(row)));
        }
        return entries;
    }

    @Override
    public void add(GazetteerRevision revision, SourceChange change) {
        Tx.current()
                .write(
                        """
                        insert into gazetteer_revision
                            (number, source, datum, made_at, made_by, reason, added, changed, removed)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)\
                        """,
                        revision.number(),
                        revision.source(),
                        revision.datum().name(),
                        revision.madeAt(),
                        revision.madeBy(),
                        revision.reason(),
                        revision.added(),
                        revision.changed(),
                        revision.removed());
        Object over = Stream.concat(change.changed().stream().map(Place::code), change.removed().stream())
                .toArray(String[]::new);
        Tx.current().write("""
                        update gazetteer_place set valid_to = $1
                        where source = $2 and code = any ($3) and valid_to is null\
                        """, revision.number(), revision.source(), over);
        List<Place> fresh = new ArrayList<>(change.added());
        fresh.addAll(change.changed());
        for (int from = 0; from < fresh.size(); from += BATCH) {
            PostgresPlaceRow.insert(revision, fresh.subList(from, Math.min(from + BATCH, fresh.size())));
        }
    }
}
