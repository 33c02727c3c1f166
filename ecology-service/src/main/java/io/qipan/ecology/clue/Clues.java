package io.qipan.ecology.clue;

import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All clues. Inside a unit of work only. */
public interface Clues {

    /**
     * Which clues to list.
     *
     * @param state a code of {@link io.qipan.ecology.clue.model.ClueState}
     * @param source name of a {@link io.qipan.ecology.clue.model.Source}
     * @param overdueAt only those whose next deadline is before this
     * @param handedTo only those that were handed to this agency
     */
    record Filter(
            Optional<String> state, Optional<String> source, Optional<Instant> overdueAt, Optional<String> handedTo) {

        static Filter handedTo(String agency) {
            return new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(agency));
        }
    }

    /** A year and the next running numbers, {@code X2026-000017}. They are lost when their unit of work rolls back. */
    List<String> nextNumbers(Instant now, int count);

    /** Keeps a new clue, with what is kept of its receipt if it has one. */
    void add(Clue received, Optional<Receipt> receipt);

    /** Keeps the next state of a clue that was locked. */
    void save(Clue changed);

    Optional<Clue> find(UUID id);

    Optional<Clue> find(Receipt receipt);

    /** Like {@link #find}; nobody else can change it until this unit of work ends. */
    Optional<Clue> lock(UUID id);

    /** Locks several, in an order that all keep who do so; those that there are. */
    List<Clue> lockAll(List<UUID> ids);

    /** Locks those that were checked on the spot by this inspection, {@code inspections/{uuid}}, in the order of their ids. */
    List<Clue> lockCheckedBy(String inspection);

    /** Those that are merged into it, at most so many. Only while that one is locked no other can be merged into it. */
    List<UUID> mergedInto(UUID id, int most);

    /** The newest first. */
    List<Clue> list(Filter filter, Optional<UUID> before, int most);

    /**
     * Clues seen within the window and, where both have a point, in a box around the radius of
     * {@link io.qipan.ecology.clue.model.Likeness}; the nearest in time first. Wider than what is alike, never narrower, but for
     * the limit.
     */
    List<Clue> around(Clue clue, int most);
}
