package io.qipan.ecology.chief;

import io.qipan.ecology.chief.model.Appointment;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Which appointment somebody means. */
@Singleton
public class AppointmentLookup {
    private static final String PREFIX = "appointments/";

    private final Appointments appointments;

    public AppointmentLookup(Appointments appointments) {
        this.appointments = appointments;
    }

    public Appointment get(String name) {
        return id(name).flatMap(appointments::find)
                .orElseThrow(() -> Refusal.notFound(name).asException());
    }

    /** As it is now; nobody else can change its post until this unit of work ends. */
    Appointment lock(String name, String etag) {
        Appointment locked = appointments.lock(get(name).seat()).stream()
                .filter(appointment -> appointment.name().equals(name))
                .findFirst()
                .orElseThrow();
        String current = Long.toString(locked.version());
        if (!etag.equals(current)) {
            throw Refusal.staleEtag(name, etag, current).asException();
        }
        return locked;
    }

    private static Optional<UUID> id(String name) {
        try {
            UUID id = UUID.fromString(name.substring(PREFIX.length()));
            // Others can be read as well, but are nobody's name.
            return Optional.of(id).filter(found -> name.equals(PREFIX + found));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
