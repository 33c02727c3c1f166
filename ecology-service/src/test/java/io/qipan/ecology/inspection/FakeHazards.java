package io.qipan.ecology.inspection;

import io.qipan.ecology.inspection.model.Hazard;
import io.qipan.ecology.inspection.model.HazardState.Closed;
import io.qipan.ecology.inspection.model.Inspection;
import io.qipan.ecology.registry.model.Tally;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Hazards in memory, beside the inspections that found them. */
final class FakeHazards implements Hazards, InMemory {
    private final Map<UUID, Hazard> hazards = new ConcurrentHashMap<>();
    private final Inspections inspections;

    FakeHazards(Inspections inspections) {
        this.inspections = inspections;
    }

    @Override
    public void add(Hazard found) {
        FakeUnitOfWork.checkMayWrite();
        hazards.put(found.id(), found);
    }

    @Override
    public void save(Hazard changed) {
        add(changed);
    }

    @Override
    public Optional<Hazard> find(UUID id) {
        return Optional.ofNullable(hazards.get(id));
    }

    @Override
    public Optional<Hazard> lock(UUID id) {
        FakeUnitOfWork.checkMayWrite();
        return find(id);
    }

    @Override
    public List<Hazard> list(Filter filter, Optional<UUID> before, int most) {
        return hazards.values().stream()
                .filter(found -> filter.subject().isEmpty()
                        || filter.subject().equals(found.finding().spot().subject()))
                .filter(found ->
                        filter.state().map(found.state().code()::equals).orElse(true))
                .filter(found ->
                        filter.overdueAt().map(at -> isOverdue(found, at)).orElse(true))
                .filter(found -> before.map(id -> text(found).compareTo(id.toString()) < 0)
                        .orElse(true))
                .sorted(Comparator.comparing(FakeHazards::text).reversed())
                .limit(most)
                .toList();
    }

    private static boolean isOverdue(Hazard hazard, Instant at) {
        return hazard.state().waitsUntil().filter(due -> due.isBefore(at)).isPresent();
    }

    private static String text(Hazard hazard) {
        return hazard.id().toString();
    }

    /** Those that count: of the subject, no drills, and not of annulled inspections. */
    private Stream<Hazard> of(String subject) {
        return hazards.values().stream()
                .filter(found -> found.finding().spot().subject().equals(Optional.of(subject)))
                .filter(found -> !found.finding().drill() && !isAnnulled(found));
    }

    private boolean isAnnulled(Hazard hazard) {
        return InspectionMessages.id(hazard.finding().inspection(), Inspection.KIND)
                .flatMap(inspections::find)
                .flatMap(Inspection::annulled)
                .isPresent();
    }

    @Override
    public boolean allClosed(UUID inspection) {
        return hazards.values().stream()
                .filter(found -> found.finding().inspection().equals(Inspection.KIND + inspection))
                .allMatch(found -> found.state() instanceof Closed);
    }

    @Override
    public Optional<Hazard> last(String subject, String template, String item, Instant from, Instant until) {
        return of(subject)
                .filter(found -> found.finding().template().equals(template)
                        && found.finding().item().equals(item))
                .filter(found -> !found.finding().foundAt().isBefore(from)
                        && found.finding().foundAt().isBefore(until))
                .max(Comparator.comparing((Hazard found) -> found.finding().foundAt())
                        .thenComparing(FakeHazards::text));
    }

    @Override
    public Tally tally(String subject, Instant now, Instant repeatsSince) {
        return new Tally(
                (int) of(subject)
                        .filter(found -> !(found.state() instanceof Closed))
                        .count(),
                (int) of(subject).filter(found -> isOverdue(found, now)).count(),
                (int) of(subject)
                        .filter(found -> found.finding().repeatOf().isPresent()
                                && !found.finding().foundAt().isBefore(repeatsSince))
                        .count());
    }

    @Override
    public Runnable remember() {
        return InMemory.of(hazards).remember();
    }
}
