package io.qipan.patrol.coverage;

import io.qipan.patrol.coverage.Pieces.SlotOf;
import io.qipan.patrol.coverage.model.Visit;
import io.qipan.patrol.coverage.model.VisitPeriod;
import io.qipan.runtime.page.Page;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Visits in memory. */
final class FakeVisits implements Visits, InMemory {
    private static final Comparator<Made> BY_TIME = Comparator.comparing(
                    (Made made) -> made.visit().from())
            .thenComparing(Made::unit)
            .thenComparing(Made::feature)
            .thenComparing(made -> made.period().code())
            .thenComparing(Made::slotFrom);

    private record Place(String unit, SlotOf slot) {}

    private final Map<Place, List<Visit>> visits = new ConcurrentHashMap<>();

    @Override
    public boolean replace(String unit, SlotOf slot, List<Visit> now) {
        FakeUnitOfWork.checkMayWrite();
        List<Visit> before = visits.put(new Place(unit, slot), List.copyOf(now));
        return !now.equals(before == null ? List.of() : before);
    }

    private Stream<Made> all() {
        return visits.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(visit -> {
                    SlotOf slot = entry.getKey().slot();
                    return new Made(entry.getKey().unit(), slot.feature(), slot.period(), slot.from(), visit);
                }));
    }

    private Stream<Made> of(String feature, VisitPeriod period) {
        return all().filter(
                        made -> made.feature().equals(feature) && made.period().equals(period));
    }

    @Override
    public int count(String feature, VisitPeriod period) {
        return (int) of(feature, period).count();
    }

    @Override
    public List<Made> during(String feature, Instant from, Instant until) {
        return all().filter(made -> made.feature().equals(feature)
                        && !made.visit().from().isBefore(from)
                        && made.visit().from().isBefore(until))
                .sorted(BY_TIME)
                .toList();
    }

    @Override
    public Optional<Instant> lastUntil(String feature, Instant before) {
        return all().filter(made ->
                        made.feature().equals(feature) && made.visit().from().isBefore(before))
                .map(made -> made.visit().until())
                .max(Comparator.naturalOrder());
    }

    @Override
    public List<Made> of(String feature, VisitPeriod period, int most) {
        return of(feature, period).sorted(BY_TIME).limit(most).toList();
    }

    @Override
    public List<Made> list(Filter filter, Page page) {
        return all().filter(made -> !made.visit().from().isBefore(filter.from())
                        && made.visit().from().isBefore(filter.until())
                        && filter.feature().map(made.feature()::equals).orElse(true)
                        && filter.unit().map(made.unit()::equals).orElse(true))
                .sorted(BY_TIME.reversed())
                .filter(made -> page.after(Key::parse)
                        .map(key -> isBefore(Key.of(made), key))
                        .orElse(true))
                .limit(page.size() + 1L)
                .toList();
    }

    private static boolean isBefore(Key key, Key other) {
        return Comparator.comparing(Key::from)
                        .thenComparing(Key::unit)
                        .thenComparing(Key::feature)
                        .thenComparing(Key::period)
                        .thenComparing(Key::slotFrom)
                        .compare(key, other)
                < 0;
    }

    @Override
    public Runnable remember() {
        return InMemory.of(visits).remember();
    }
}
