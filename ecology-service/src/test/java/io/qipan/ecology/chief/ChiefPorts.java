package io.qipan.ecology.chief;

import io.qipan.ecology.chief.model.Appointment;
import io.qipan.ecology.chief.model.Appointment.Seat;
import io.qipan.ecology.chief.model.Jurisdiction;
import io.qipan.ecology.chief.model.Level;
import io.qipan.ecology.chief.model.Plot;
import io.qipan.ecology.chief.model.Post;
import io.qipan.ecology.chief.model.Territory;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Opens the adapters to tests of other features. */
public final class ChiefPorts {
    private static final Jurisdiction REACH = Plot.line(Level.COUNTY, "R1", 250, 120, 42, 120.1, 42.1);
    public static final String RIVER = REACH.name();

    private ChiefPorts() {}

    public static Appointments appointments() {
        return new PostgresAppointments();
    }

    public static Jurisdictions jurisdictions() {
        return new PostgresJurisdictions();
    }

    /** Keeps a reach of a river with a chief, and no police chief. */
    public static void river(UnitOfWork unitOfWork, String account, Instant since) {
        Appointment chief = new Appointment(
                new UUID(7, 7),
                1,
                new Seat(RIVER, Post.CHIEF),
                account,
                account,
                since,
                Optional.empty(),
                "document 7",
                "");
        boolean ignored = unitOfWork.run("system:test", () -> {
            jurisdictions().add(Plot.revision(1, since), new Territory.Change(List.of(REACH), List.of(), List.of()));
            appointments().lock(chief.seat());
            appointments().add(chief);
            return true;
        });
    }
}
