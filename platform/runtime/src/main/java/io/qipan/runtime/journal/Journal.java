package io.qipan.runtime.journal;

import com.google.protobuf.Message;
import java.time.Instant;
import java.util.List;

/** Where a use case tells what it has done. Inside a unit of work only; becomes visible to watchers after its commit. */
public interface Journal {

    /**
     * @param resource the resource's name, {@code incidents/{uuid}}
     * @param action what happened, {@code incident.opened}
     * @param occurredAt by the clock of the one who reported it
     * @param reason in words where one was given, else empty
     * @param state the whole resource after the change
     */
    void append(String resource, String action, Instant occurredAt, String reason, Message state);

    /** A change as {@link #append} takes it. */
    record Entry(String resource, String action, Instant occurredAt, String reason, Message state) {}

    /** Tells of many changes at once, in their order. */
    default void appendAll(List<Entry> entries) {
        entries.forEach(
                entry -> append(entry.resource(), entry.action(), entry.occurredAt(), entry.reason(), entry.state()));
    }
}
