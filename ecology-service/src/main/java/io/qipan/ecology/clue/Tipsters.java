package io.qipan.ecology.clue;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Who told clues, by pseudonym. The only place that knows a contact. Inside a unit of work only. */
public interface Tipsters {

    /** For what a contact is still needed. */
    sealed interface Need {

        /** A clue that is not answered. */
        record Open() implements Need {}

        /** Everything is answered; the last of it then. */
        record Answered(Instant last) implements Need {}
    }

    /** The pseudonym of a contact, a new one if it was never told or is erased. It is not erased until this unit of work ends. */
    UUID pseudonym(String contact, Instant now);

    /** Empty once it is erased. */
    Optional<String> contact(UUID tipster);

    /** Nobody tells a clue under this pseudonym until this unit of work ends. */
    void lock(UUID tipster);

    /** Of one that was {@link #lock locked}. */
    Need need(UUID tipster);

    /** Forgets the contact of one that was locked; false if it is forgotten already. */
    boolean erase(UUID tipster, Instant now);
}
