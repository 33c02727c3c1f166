package io.qipan.dispatch.incident;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentType;
import io.qipan.dispatch.incident.model.Priority;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Incidents in memory, of two types. */
final class FakeIncidents implements Incidents, InMemory {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final List<IncidentType> TYPES = List.of(
            new IncidentType(
                    "illegal_fishing_net",
                    "Fishing with nets",
                    "违规网捕",
                    Priority.P3,
                    List.of("water"),
                    Optional.of("fishing_net")),
            new IncidentType("theft", "Theft", "盗窃", Priority.P3, List.of("road"), Optional.empty()));

    private final Map<IncidentId, Incident> incidents = new LinkedHashMap<>();

    @Override
    public Incident add(Incident draft) {
        FakeUnitOfWork.checkMayWrite();
        int year = draft.recordedAt().atZone(CHINA).getYear();
        Incident incident = draft.numbered(String.format("I%d-%06d", year, incidents.size() + 1));
        incidents.put(incident.id(), incident);
        return incident;
    }

    @Override
    public Optional<Incident> find(IncidentId id) {
        return Optional.ofNullable(incidents.get(id));
    }

    @Override
    public Incident lock(IncidentId id) {
        FakeUnitOfWork.checkMayWrite();
        return find(id).orElseThrow(() -> Refusal.notFound(id.name()).asException());
    }

    @Override
    public void save(Incident incident) {
        FakeUnitOfWork.checkMayWrite();
        incidents.replace(incident.id(), incident);
    }

    @Override
    public List<Incident> list(Set<String> states, Optional<IncidentId> olderThan, int limit) {
        return incidents.values().stream()
                .filter(incident ->
                        states.isEmpty() || states.contains(incident.state().word()))
                .filter(incident -> olderThan
                        .map(id -> incident.id().name().compareTo(id.name()) < 0)
                        .orElse(true))
                .sorted(Comparator.comparing(
                                (Incident incident) -> incident.id().name())
                        .reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<IncidentType> findType(String code) {
        return TYPES.stream().filter(type -> type.code().equals(code)).findFirst();
    }

    @Override
    public List<IncidentType> listTypes() {
        return TYPES;
    }

    @Override
    public Runnable remember() {
        return InMemory.of(incidents).remember();
    }
}
