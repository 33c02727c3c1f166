package io.qipan.runtime.journal;

import io.qipan.proto.common.v1.Change;
import io.qipan.runtime.work.Tx;
import io.qipan.runtime.work.UnitOfWork;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the feed from the database. */
public final class FeedStore {
    /** States read in one go; the one that passes this mark is still read. */
    private static final long BYTES_AT_ONCE = 1L << 20;

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

    /** The changes after a revision, as far as they may be held in memory at once: see {@link #mayGoOn}. */
    List<Sealed> after(long revision, int limit) {
        return readAtOnce(COLUMNS + "where f.revision > $1 order by f.revision limit $2", "revision", revision, limit);
    }

    /** The same as messages, for whoever carries them on. */
    public List<Change> changesAfter(long revision, int limit) {
        return after(revision, limit).stream().map(Sealed::message).toList();
    }

    /** The newest revision. */
    public long newest() {
        return head().revision();
    }

    /** Tells this feed from any other, also from the one that this database had before it was restored. */
    public String source() {
        return head().source();
    }

    /** Whether there may be more behind what was read with this limit. */
    static boolean mayGoOn(List<Sealed> read, int limit) {
        return read.size() == limit || read.stream().mapToLong(Sealed::bytes).sum() >= BYTES_AT_ONCE;
    }

    /** The changes of one resource after a revision. */
    List<Sealed> ofResource(String resource, long afterRevision, int limit) {
        return read(
                COLUMNS + "where j.kind = $1 and j.resource = $2 and f.revision > $3 order by f.revision limit $4",
                JournaledKinds.kindOf(resource),
                resource,
                afterRevision,
                limit);
    }

    /**
     * The latest change of each resource of a kind as of a revision, by name, after a given name.
     *
     * @param only this resource, if it is given
     */
    List<Sealed> latest(String kind, Optional<String> only, long asOfRevision, String afterResource, int limit) {
        return readAtOnce(
                """
                select distinct on (j.resource) f.revision, f.hash, j.*
                from journal j join feed f on f.position = j.position
                where j.kind = $1 and j.resource > $2 and f.revision <= $3 %s
                order by j.resource, f.revision desc limit $4""".formatted(only.isPresent() ? "and j.resource = $5" : ""),
                "resource",
                Stream.concat(Stream.of(kind, afterResource, asOfRevision, limit), only.stream())
                        .toArray());
    }

    /** Leaves out what lies behind {@link #BYTES_AT_ONCE}, counting in this order; big states are not even fetched for it. */
    private List<Sealed> readAtOnce(String sql, String order, Object... arguments) {
        return read("""
                select * from (
                    select page.*, sum(octet_length(state)) over before_it as bytes_before from (%1$s) page
                    window before_it as (order by %2$s rows between unbounded preceding and 1 preceding)) counted
                where coalesce(bytes_before, 0) < %3$s order by %2$s""".formatted(sql, order, BYTES_AT_ONCE), arguments);
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
