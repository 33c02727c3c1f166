package io.qipan.ecology.chief.model;

import io.qipan.ecology.chief.model.Appointment.Seat;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All appointments there are and were, by post. */
public final class Posts {
    private final Map<Seat, List<Appointment>> bySeat;

    private Posts(Map<Seat, List<Appointment>> bySeat) {
        this.bySeat = bySeat;
    }

    public static Posts of(Collection<Appointment> appointments) {
        return new Posts(appointments.stream()
                .sorted(Comparator.comparing(Appointment::from))
                .collect(Collectors.groupingBy(Appointment::seat)));
    }

    public Optional<Appointment> holder(Seat seat, Instant at) {
        return of(seat).stream().filter(appointment -> appointment.holdsAt(at)).findFirst();
    }

    /** When the last appointment before this time ended. */
    Optional<Instant> vacantSince(Seat seat, Instant at) {
        return of(seat).stream()
                .map(Appointment::until)
                .flatMap(Optional::stream)
                .filter(end -> !end.isAfter(at))
                .max(Comparator.naturalOrder());
    }

    /** When the holder's appointment ends, if nobody follows at that moment. */
    Optional<Instant> lapsesAt(Seat seat, Instant at) {
        return holder(seat, at)
                .map(Appointment::until)
                .flatMap(Function.identity())
                .filter(end -> holder(seat, end).isEmpty());
    }

    private List<Appointment> of(Seat seat) {
        return bySeat.getOrDefault(seat, List.of());
    }
}
