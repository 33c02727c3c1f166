package io.qipan.ecology.chief;

import io.qipan.ecology.chief.model.Appointment;
import io.qipan.ecology.chief.model.Appointment.Seat;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Appointments in memory. */
final class FakeAppointments implements Appointments, InMemory {
    private final Map<UUID, Appointment> appointments = new ConcurrentHashMap<>();

    @Override
    public List<Appointment> lock(Seat seat) {
        FakeUnitOfWork.checkMayWrite();
        return appointments.values().stream()
                .filter(appointment -> appointment.seat().equals(seat))
                .toList();
    }

    @Override
    public void add(Appointment begun) {
        FakeUnitOfWork.checkMayWrite();
        appointments.put(begun.id(), begun);
    }

    @Override
    public void save(Appointment changed) {
        add(changed);
    }

    @Override
    public Optional<Appointment> find(UUID id) {
        return Optional.ofNullable(appointments.get(id));
    }

    @Override
    public List<Appointment> list(Filter filter, Optional<UUID> before, int most) {
        return appointments.values().stream()
                .filter(found -> filter.jurisdiction()
                        .map(found.seat().jurisdiction()::equals)
                        .orElse(true))
                .filter(found -> filter.account().map(found.account()::equals).orElse(true))
                .filter(found -> before.map(id -> text(found).compareTo(id.toString()) < 0)
                        .orElse(true))
                .sorted(Comparator.comparing(FakeAppointments::text).reversed())
                .limit(most)
                .toList();
    }

    /** UUIDs compare by their text as in PostgreSQL, not as {@link UUID#compareTo} does. */
    private static String text(Appointment appointment) {
        return appointment.id().toString();
    }

    @Override
    public List<Appointment> all() {
        return List.copyOf(appointments.values());
    }

    @Override
    public long changes() {
        return appointments.values().stream().mapToLong(Appointment::version).sum();
    }

    @Override
    public Set<String> heldFrom(Instant time) {
        return appointments.values().stream()
                .filter(found -> found.until().map(end -> end.isAfter(time)).orElse(true))
                .map(found -> found.seat().jurisdiction())
                .collect(Collectors.toSet());
    }

    @Override
    public Runnable remember() {
        return InMemory.of(appointments).remember();
    }
}
