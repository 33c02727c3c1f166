package io.qipan.ecology.oversight;

import io.qipan.ecology.oversight.model.Entry;
import io.qipan.ecology.oversight.model.EntryKind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All entries of oversight. Inside a unit of work only. */
public interface Entries {

    /**
     * Which entries to list.
     *
     * @param subject what they are about
     * @param state by the name of the contract
     * @param party who takes part, {@code agencies/{code}}
     */
    record Filter(EntryKind kind, Optional<String> subject, Optional<String> state, Optional<String> party) {}

    /** Keeps a new one, unless the case of a task force has an active one: then nothing happens and the answer is false. */
    boolean add(Entry begun);

    /** Keeps the next state of one that was {@link #lock locked}. */
    void save(Entry changed);

    Optional<Entry> find(EntryKind kind, UUID id);

    /** Like {@link #find}; nobody else can change it until this unit of work ends. */
    Optional<Entry> lock(EntryKind kind, UUID id);

    /** The newest first. */
    List<Entry> list(Filter filter, Optional<UUID> before, int most);
}
