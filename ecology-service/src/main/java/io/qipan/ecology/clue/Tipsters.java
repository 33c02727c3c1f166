package io.qipan.ecology.clue;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Who told clues, by pseudonym. The only place that knows a contact, which it keeps locked with a key of personal data.
 * Inside a unit of work only.
 */
public interface Tipsters {

    /** For what a contact is still needed. */
    sealed interface Need {

        /** A clue that is not answered. */
        record Open() implements Need {}

        /** Everything is answered; the last of it then. */
        record Answered(Instant last) implements Need {}
    }

    /**
     * The pseudonym of a contact, a new one if it was never told or is erased, itself or with its key. It is not erased
     * until this unit of work ends.
     */
    UUID pseudonym(String contact, Instant now);

    /** Empty once it is erased. Refuses PERSONAL_DATA_ERASED when its key was thrown away. */
    Optional<String> contact(UUID tipster);

    /** Nobody tells a clue under this pseudonym until this unit of work ends. */
    void lock(UUID tipster);

    /** Of one that was {@link #lock locked}. */
    Need need(UUID tipster);

    /**
     * Locks contacts that stand in the open, as they did before there were keys; how many, at most so many at a time.
     */
    int lockOpen(int most);

    /** Sets the deadline of the erasing for all that wait for no answer, are not erased and have none. */
    void eraseAgain(Instant due);

    /** Forgets the contact of one that was locked; false if it is forgotten already. */
    boolean erase(UUID tipster, Instant now);
}
