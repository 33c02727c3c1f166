package io.qipan.runtime.work;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.function.Supplier;

/**
 * Everything that belongs together in one transaction: rows, journal, deadlines and, for a request, its key and reply. It
 * commits when the work returns and rolls back when the work throws. Never call another service inside.
 */
public interface UnitOfWork {

    /**
     * Does the work of a request once. A repeat with the same body returns the stored reply and changes nothing. The work may
     * be tried nevertheless and undone, so it must have no effect beyond this unit of work.
     *
     * @throws io.qipan.runtime.refusal.RefusedException REQUEST_ID_REUSED when the same id came with another body
     */
    <R extends Message> R once(RequestKey key, Parser<R> reply, Supplier<R> work);

    /**
     * Does work that no caller asked for.
     *
     * @param actor recorded in the journal, {@code system:} and a name
     */
    <T> T run(String actor, Supplier<T> work);

    /** Reads, all of it from one snapshot. Writes in here fail. */
    <T> T read(Supplier<T> work);

    /**
     * Reads, all of it from one snapshot, what may be some seconds old: from a standby, if there is one that is near enough. Not
     * for what somebody has only just written and wants to see. May be tried twice, so it has no effect of its own.
     */
    default <T> T readBehind(Supplier<T> work) {
        return read(work);
    }
}
