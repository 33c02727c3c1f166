package io.qipan.runtime.journal;

import io.qipan.runtime.journal.Sealed.Told;
import io.qipan.runtime.work.Tx;
import io.qipan.runtime.work.UnitOfWork;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives committed changes their place in the feed. The order in which transactions take numbers is not the order in which
 * they commit, so a reader of the journal itself could pass over a late commit. Here one writer at a time, holding the row
 * {@code feed_head}, takes the pending changes that are visible to it and appends them:
 *
 * <ul>
 *   <li>transaction by transaction, each whole, by the highest position it holds. Two transactions that change the same
 *       resource do so one after the other under its row lock, so the later one has the higher highest position: the changes
 *       of a resource keep their order;
 *   <li>with the next revision, and a hash over the change and the hash before it.
 * </ul>
 */
public final class Sequencer {
    /** Transactions taken in one go, so that a backlog does not become one huge transaction. */
    static final int BATCH = 500;

    private final UnitOfWork unitOfWork;
    private volatile long sealedTo;

    public Sequencer(UnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    /** Appends what is pending, up to {@value #BATCH} transactions, and returns it. */
    List<Sealed> seal() {
        try {
            return unitOfWork.run("system:sequencer", this::sealPending);
        } catch (RuntimeException e) {
            sealedTo = 0;
            throw e;
        }
    }

    /** The last revision that was sealed here and not by another replica. Known before anybody is notified of it. */
    long sealedTo() {
        return sealedTo;
    }

    private List<Sealed> sealPending() {
        Tx tx = Tx.current();
        Row head = tx.query("select revision, hash from feed_head for update")
                .iterator()
                .next();
        long revision = head.getLong("revision");
        byte[] hash = head.getBuffer("hash").getBytes();
        List<Sealed> sealed = new ArrayList<>();
        for (Row row : takePending(tx)) {
            Told told = Told.from(row);
            long position = row.getLong("position");
            revision++;
            hash = Sealed.hash(hash, revision, position, told);
            sealed.add(new Sealed(revision, position, told, hash));
        }
        if (!sealed.isEmpty()) {
            append(tx, sealed);
            sealedTo = revision;
        }
        return sealed;
    }

    // The statement takes its snapshot after the lock on the head was granted (READ COMMITTED).
    private static Iterable<Row> takePending(Tx tx) {
        return tx.query("""
                with turn as (
                    select tx, max(position) as last from journal_pending group by tx order by last limit $1),
                taken as (
                    delete from journal_pending p using turn where p.tx = turn.tx returning p.position, turn.last)
                select j.*, taken.last from taken join journal j using (position) order by taken.last, j.position""", BATCH);
    }

    private static void append(Tx tx, List<Sealed> sealed) {
        tx.write(
                "insert into feed (revision, position, hash) select * from unnest($1::bigint[], $2::bigint[], $3::bytea[])",
                sealed.stream().map(Sealed::revision).toArray(Long[]::new),
                sealed.stream().map(Sealed::position).toArray(Long[]::new),
                sealed.stream().map(s -> Buffer.buffer(s.hash())).toArray(Buffer[]::new));
        Sealed last = sealed.getLast();
        tx.write("update feed_head set revision = $1, hash = $2", last.revision(), last.hash());
        tx.write("select pg_notify('" + Feed.CHANNEL + "', $1)", Long.toString(last.revision()));
    }
}
