package io.qipan.patrol.roster;

import io.qipan.patrol.roster.model.Beat.OnWaters;
import io.qipan.patrol.roster.model.Shift;
import io.qipan.patrol.roster.model.ShiftState.HandingOver;
import io.qipan.patrol.roster.model.ShiftState.Over;
import io.qipan.patrol.roster.model.ShiftState.Start;
import io.qipan.runtime.page.Page;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

public final class FakeShifts implements Shifts, InMemory {
    private static final Comparator<Shift> BY_ID =
            Comparator.comparing(shift -> shift.id().toString());

    private final Map<UUID, Shift> all = new LinkedHashMap<>();

    @Override
    public void hold(String unit, List<String> members) {
        FakeUnitOfWork.checkMayWrite();
    }

    @Override
    public void add(Shift shift) {
        save(shift);
    }

    @Override
    public Optional<Shift> find(UUID id) {
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public Optional<Shift> lock(UUID id) {
        FakeUnitOfWork.checkMayWrite();
        return find(id);
    }

    @Override
    public void save(Shift shift) {
        FakeUnitOfWork.checkMayWrite();
        all.put(shift.id(), shift);
    }

    private Stream<Shift> beside(Shift shift) {
        return all.values().stream()
                .filter(other -> !other.id().equals(shift.id()))
                .filter(other ->
                        other.unit().equals(shift.unit()) || !Collections.disjoint(other.members(), shift.members()));
    }

    @Override
    public Optional<Shift> overlapping(Shift shift) {
        return beside(shift)
                .filter(other -> !(other.state() instanceof Over))
                .filter(other ->
                        other.from().isBefore(shift.until()) && other.until().isAfter(shift.from()))
                .min(Comparator.comparing(Shift::from));
    }

    @Override
    public Optional<Shift> onDutyBeside(Shift shift) {
        return beside(shift).filter(Shift::isOnDuty).min(BY_ID);
    }

    @Override
    public Optional<Shift> handingOverTo(UUID incoming) {
        return all.values().stream()
                .filter(shift -> shift.state() instanceof HandingOver handing
                        && handing.handover().to().equals(incoming))
                .findFirst();
    }

    @Override
    public List<Shift> onDuty() {
        return all.values().stream().filter(Shift::isOnDuty).sorted(BY_ID).toList();
    }

    @Override
    public List<Shift> worked(String unit, Instant from, Instant until) {
        return all.values().stream()
                .filter(shift -> shift.unit().equals(unit))
                .filter(shift -> startedAt(shift).filter(until::isAfter).isPresent())
                .filter(shift ->
                        !(shift.state() instanceof Over over) || over.at().isAfter(from))
                .sorted(Comparator.comparing(shift -> startedAt(shift).orElseThrow()))
                .toList();
    }

    /** It knows no kinds: of all units. */
    @Override
    public Set<String> claimingWaters(String kind) {
        return all.values().stream()
                .filter(shift -> !(shift.state() instanceof Over) && shift.beat() instanceof OnWaters)
                .map(Shift::unit)
                .collect(Collectors.toSet());
    }

    @Override
    public boolean isClaimingWaters(String unit) {
        return claimingWaters("").contains(unit);
    }

    @Override
    public List<Shift> list(Page page, Filter filter) {
        String before = page.after().orElse("g");
        return all.values().stream()
                .filter(shift -> filter.unit().isEmpty() || filter.unit().get().equals(shift.unit()))
                .filter(shift -> filter.station().isEmpty() || filter.station().equals(shift.station()))
                .filter(shift -> !filter.onDutyOnly() || shift.isOnDuty())
                .filter(shift -> filter.startedFrom().isEmpty()
                        || startedAt(shift)
                                .filter(at -> !at.isBefore(filter.startedFrom().get()))
                                .isPresent())
                .filter(shift -> filter.startedUntil().isEmpty()
                        || startedAt(shift)
                                .filter(at -> at.isBefore(filter.startedUntil().get()))
                                .isPresent())
                .filter(shift -> shift.id().toString().compareTo(before) < 0)
                .sorted(BY_ID.reversed())
                .limit(page.size() + 1L)
                .toList();
    }

    private static Optional<Instant> startedAt(Shift shift) {
        return PostgresShiftRow.start(shift.state()).map(Start::at);
    }

    @Override
    public Runnable remember() {
        return InMemory.of(all).remember();
    }
}
