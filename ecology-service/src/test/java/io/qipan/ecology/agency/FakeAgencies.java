package io.qipan.ecology.agency;

import io.qipan.ecology.agency.model.Agency;
import io.qipan.ecology.agency.model.Agreement;
import io.qipan.runtime.place.Datum.Wgs84;
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

/** Agencies and agreements in memory. */
public final class FakeAgencies implements Agencies, InMemory {
    private final Map<String, Agency> agencies = new ConcurrentHashMap<>();
    private final Map<UUID, Agreement> agreements = new ConcurrentHashMap<>();

    @Override
    public boolean add(Agency agency) {
        FakeUnitOfWork.checkMayWrite();
        return agencies.putIfAbsent(agency.code(), agency) == null;
    }

    @Override
    public Optional<Agency> find(String code) {
        return Optional.ofNullable(agencies.get(code));
    }

    @Override
    public Optional<Agency> lock(String code) {
        FakeUnitOfWork.checkMayWrite();
        return find(code);
    }

    @Override
    public void save(Agency revised) {
        FakeUnitOfWork.checkMayWrite();
        agencies.put(revised.code(), revised);
    }

    @Override
    public List<Agency> at(Wgs84 point) {
        return agencies.values().stream()
                .filter(agency -> agency.covers(point))
                .sorted(Comparator.comparing(Agency::code))
                .toList();
    }

    @Override
    public List<Agency> superiors(Agency agency) {
        return Stream.iterate(
                        agency.parent().flatMap(this::find),
                        Optional::isPresent,
                        above -> above.orElseThrow().parent().flatMap(this::find))
                .limit(20)
                .map(Optional::orElseThrow)
                .toList();
    }

    @Override
    public List<Agency> list(String after, int most) {
        return agencies.values().stream()
                .filter(agency -> agency.code().compareTo(after) > 0)
                .sorted(Comparator.comparing(Agency::code))
                .limit(most)
                .toList();
    }

    @Override
    public void add(Agreement agreement) {
        FakeUnitOfWork.checkMayWrite();
        agreements.put(agreement.id(), agreement);
    }

    @Override
    public void save(Agreement changed) {
        add(changed);
    }

    @Override
    public Optional<Agreement> find(UUID id) {
        return Optional.ofNullable(agreements.get(id));
    }

    @Override
    public Optional<Agreement> lock(UUID id) {
        FakeUnitOfWork.checkMayWrite();
        return find(id);
    }

    @Override
    public List<Agreement> list(Optional<UUID> before, int most) {
        return agreements.values().stream()
                .filter(found -> before.map(id -> text(found).compareTo(id.toString()) < 0)
                        .orElse(true))
                .sorted(Comparator.comparing(FakeAgencies::text).reversed())
                .limit(most)
                .toList();
    }

    private static String text(Agreement agreement) {
        return agreement.id().toString();
    }

    @Override
    public List<Agreement> inForce(String agency, Instant at) {
        return agreements.values().stream()
                .filter(agreement -> agreement.parties().contains(agency) && agreement.holdsAt(at))
                .toList();
    }

    @Override
    public Runnable remember() {
        Runnable first = InMemory.of(agencies).remember();
        Runnable second = InMemory.of(agreements).remember();
        return () -> {
            first.run();
            second.run();
        };
    }
}
