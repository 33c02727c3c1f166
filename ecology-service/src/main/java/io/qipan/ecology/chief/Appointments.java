package io.qipan.ecology.chief;

import io.qipan.ecology.chief.model.Appointment;
import io.qipan.ecology.chief.model.Appointment.Seat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** All appointments. Inside a unit of work only. */
public interface Appointments {

    /** Which appointments to list. */
    record Filter(Optional<String> jurisdiction, Optional<String> account) {}

    /** All of a post. Nobody else can change them until this unit of work ends. */
    List<Appointment> lock(Seat seat);

    /** Keeps a new one, whose post was {@link #lock locked}. */
    void add(Appointment begun);

    /** Keeps the next state of one whose post was locked. */
    void save(Appointment changed);

    Optional<Appointment> find(UUID id);

    /** The newest first. */
    List<Appointment> list(Filter filter, Optional<UUID> before, int most);

    /** In no order. */
    List<Appointment> all();

    /** How many changes there were, ever; tells whether {@link #all} is another than before. */
    long changes();

    /** Names of jurisdictions that somebody is appointed to then or later. */
    Set<String> heldFrom(Instant time);
}
