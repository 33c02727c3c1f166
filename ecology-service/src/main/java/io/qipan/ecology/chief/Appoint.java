package io.qipan.ecology.chief;

import io.qipan.ecology.chief.model.Appointment;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Begins an appointment to a post that nobody holds from then on. */
@Singleton
public class Appoint {
    private final Jurisdictions jurisdictions;
    private final Appointments appointments;
    private final Journal journal;

    public Appoint(Jurisdictions jurisdictions, Appointments appointments, Journal journal) {
        this.jurisdictions = jurisdictions;
        this.appointments = appointments;
        this.journal = journal;
    }

    public Appointment appoint(Appointment begun, Instant now) {
        String jurisdiction = begun.seat().jurisdiction();
        if (jurisdictions.present().find(jurisdiction).isEmpty()) {
            throw Refusal.notFound(jurisdiction).asException();
        }
        appointments.lock(begun.seat()).stream()
                .filter(begun::clashesWith)
                .findFirst()
                .ifPresent(held -> {
                    throw Refusal.illegalTransition(
                                    jurisdiction,
                                    "HELD_FROM_" + held.from()
                                            + held.until()
                                                    .map(end -> "_UNTIL_" + end)
                                                    .orElse(""),
                                    "be given to " + begun.person() + " from " + begun.from() + "; hand over "
                                            + held.name() + " instead")
                            .asException();
                });
        appointments.add(begun);
        journal.append(begun.name(), "appointment.begun", now, begun.basis(), AppointmentMessages.message(begun));
        return begun;
    }
}
