package io.qipan.ecology.evidence;

import io.qipan.ecology.evidence.model.CustodyHead;
import io.qipan.ecology.evidence.model.Evidence;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Evidence in memory. */
final class FakeEvidenceRecords implements EvidenceRecords, InMemory {
    private final Map<UUID, Evidence> all = new ConcurrentHashMap<>();

    @Override
    public void add(Evidence evidence) {
        FakeUnitOfWork.checkMayWrite();
        all.put(evidence.id(), evidence);
    }

    @Override
    public void appendCustody(Evidence evidence) {
        add(evidence);
    }

    @Override
    public void appendReview(Evidence evidence) {
        add(evidence);
    }

    @Override
    public Optional<Evidence> find(UUID id) {
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public Optional<Evidence> lock(UUID id) {
        FakeUnitOfWork.checkMayWrite();
        return find(id);
    }

    @Override
    public Set<UUID> idsOf(String caseName, Set<UUID> ids) {
        return all.values().stream()
                .filter(evidence -> evidence.caseName().equals(caseName))
                .map(Evidence::id)
                .filter(ids::contains)
                .collect(Collectors.toSet());
    }

    @Override
    public List<Evidence> list(String caseName, Optional<UUID> before, int most) {
        return all.values().stream()
                .filter(evidence -> evidence.caseName().equals(caseName))
                .filter(evidence -> before.map(id -> evidence.id().toString().compareTo(id.toString()) < 0)
                        .orElse(true))
                .sorted(Comparator.comparing(
                                (Evidence evidence) -> evidence.id().toString())
                        .reversed())
                .limit(most)
                .toList();
    }

    @Override
    public Runnable remember() {
        return InMemory.of(all).remember();
    }

    /** There is no journal behind it. */
    @Override
    public Optional<CustodyHead> journaledHead(String evidence) {
        return Optional.empty();
    }
}
