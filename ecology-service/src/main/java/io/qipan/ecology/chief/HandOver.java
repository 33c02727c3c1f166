package io.qipan.ecology.chief;

import io.qipan.ecology.chief.model.Appointment;
import io.qipan.ecology.chief.model.Appointment.Handover;
import io.qipan.ecology.chief.model.Appointment.Successor;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Ends an appointment and begins the next one at the same moment. */
@Singleton
public class HandOver {
    private final AppointmentLookup lookup;
    private final Appointments appointments;
    private final Journal journal;

    public HandOver(AppointmentLookup lookup, Appointments appointments, Journal journal) {
        this.lookup = lookup;
        this.appointments = appointments;
        this.journal = journal;
    }

    public Handover handOver(String name, String etag, Successor to, Instant at, String reason, Instant now) {
        Appointment held = lookup.lock(name, etag);
        Handover handover = held.handedOver(to, at, reason).orRefuse();
        List<Appointment> others = appointments.lock(held.seat());
        others.stream()
                .filter(other ->
                        !other.id().equals(held.id()) && handover.begun().clashesWith(other))
                .findFirst()
                .ifPresent(next -> {
                    throw Refusal.illegalTransition(name, "FOLLOWED_BY_" + next.name(), "be handed over to another")
                            .asException();
                });
        appointments.save(handover.ended());
        appointments.add(handover.begun());
        tell(handover.ended(), "appointment.handed_over", reason, now);
        tell(handover.begun(), "appointment.begun", reason, now);
        return handover;
    }

    private void tell(Appointment appointment, String action, String reason, Instant now) {
        journal.append(appointment.name(), action, now, reason, AppointmentMessages.message(appointment));
    }
}
