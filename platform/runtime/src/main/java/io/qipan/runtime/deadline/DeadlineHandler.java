package io.qipan.runtime.deadline;

import java.time.Instant;

/** What to do when a deadline of one kind is due. */
public interface DeadlineHandler {

    /**
     * @param attempts how often it failed before
     */
    record Due(String kind, String subject, Instant dueAt, int attempts) {}

    /** The kind, {@code order.acknowledge}; each has one handler. */
    String kind();

    /**
     * Whether it calls another service. If not, it runs inside the unit of work that takes the deadline away: the effect
     * happens exactly once. If so, it runs outside of one, the deadline stays until the handler has lifted or moved it, and
     * comes back after {@link DeadlineWorker#LEASE} if the process dies; what it calls must be idempotent.
     */
    default boolean callsOut() {
        return false;
    }

    /** Throws when it could not be done now; it is tried again later, further apart each time. */
    void handle(Due due);
}
