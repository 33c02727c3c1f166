package io.qipan.patrol.position;

import io.qipan.patrol.position.model.GoneDays;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Days that come and go by name only; the fixes of {@link FakePositions} stay where they are. */
final class FakePositionDays implements PositionDays {
    private final SortedSet<LocalDate> own = new TreeSet<>();
    private final SortedSet<LocalDate> archived = new TreeSet<>();

    @Override
    public SortedSet<LocalDate> own() {
        return new TreeSet<>(own);
    }

    @Override
    public SortedSet<LocalDate> archived() {
        return new TreeSet<>(archived);
    }

    @Override
    public SortedSet<LocalDate> withoutOwn() {
        return new TreeSet<>();
    }

    @Override
    public GoneDays gone(Instant from, Instant until) {
        return GoneDays.NONE;
    }

    @Override
    public Optional<LocalDate> first() {
        SortedSet<LocalDate> all = new TreeSet<>(own);
        all.addAll(archived);
        return all.stream().findFirst();
    }

    @Override
    public int allGone() {
        return 0;
    }

    @Override
    public void add(Collection<LocalDate> days) {
        days.stream().filter(day -> !archived.contains(day)).forEach(own::add);
    }

    @Override
    public boolean stateBounds(LocalDate day) {
        return false;
    }

    @Override
    public void checkBounds(LocalDate day) {}

    @Override
    public void takeOut(LocalDate day, Instant now) {
        own.remove(day);
        archived.add(day);
    }

    @Override
    public SortedSet<LocalDate> detached() {
        return new TreeSet<>();
    }

    @Override
    public void archive(LocalDate day, Instant now) {
        archived.add(day);
    }

    @Override
    public void tidy(Instant now) {}

    @Override
    public SortedSet<LocalDate> ofUnknownUnits() {
        return new TreeSet<>();
    }

    @Override
    public void learnUnits(LocalDate day) {}

    @Override
    public void putBack(LocalDate day) {
        archived.remove(day);
        own.add(day);
    }
}
