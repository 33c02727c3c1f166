package io.qipan.ecology.chief;

import io.qipan.ecology.chief.model.Appointment;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Ends an appointment without a successor. */
@Singleton
public class EndAppointment {
    private final AppointmentLookup lookup;
    private final Appointments appointments;
    private final Journal journal;

    public EndAppointment(AppointmentLookup lookup, Appointments appointments, Journal journal) {
        this.lookup = lookup;
        this.appointments = appointments;
        this.journal = journal;
    }

    public Appointment end(String name, String etag, Instant at, String reason, Instant now) {
        Appointment ended = lookup.lock(name, etag).ended(at, reason).orRefuse();
        appointments.save(ended);
        journal.append(ended.name(), "appointment.ended", now, reason, AppointmentMessages.message(ended));
        return ended;
    }
}
