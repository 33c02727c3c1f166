package io.qipan.runtime.journal;

import io.qipan.runtime.work.Tx;
import io.qipan.runtime.work.UnitOfWork;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;

/** Reads the feed from the database. */
public final class FeedStore {
    private static final String COLUMNS =
            "select f.revision, f.hash, j.* from feed f join journal j on j.position = f.position ";

    /** The end of the feed. {@code source} tells one database from another. */
    record Head(String source, long revision, byte[] hash) {}

    private final UnitOfWork unitOfWork;

    public FeedStore(UnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    Head head() {
        return unitOfWork.read(() -> {
            Row row = Tx.current()
                    .query("select source, revision, hash from feed_head")
                    .iterator()
                    .next();
            return new Head(
                    row.getUUID("source").toString().substring(0, 8),
                    row.getLong("revision"),
                    row.getBuffer("hash").getBytes());
        });
    }

    List<Sealed> after(long revision, int limit) {
        return read(COLUMNS + "where f.revision > $1 order by f.revision limit $2", revision, limit);
    }

    /** The changes of one resource after a revision. */
    List<Sealed> ofResource(String resource, long afterRevision, int limit) {
        return read(
                COLUMNS + "where j.resource = $1 and f.revision > $2 order by f.revision limit $3",
                resource,
                afterRevision,
                limit);
    }

    /** The latest change of each resource as of a revision, by resource name, after a given name. */
    List<Sealed> latest(String[] kinds, long asOfRevision, String afterResource, int limit) {
        return read("""
                select distinct on (j.resource) f.revision, f.hash, j.*
                from journal j join feed f on f.position = j.position
                where f.revision <= $1 and j.resource > $2 and (cardinality($3::text[]) = 0 or j.kind = any($3::text[]))
                order by j.resource, f.revision desc limit $4""", asOfRevision, afterResource, kinds, limit);
    }

    private List<Sealed> read(String sql, Object... arguments) {
        return unitOfWork.read(() -> {
            RowSet<Row> rows = Tx.current().query(sql, arguments);
            List<Sealed> sealed = new ArrayList<>(rows.size());
            rows.forEach(row -> sealed.add(Sealed.from(row)));
            return sealed;
        });
    }
}
