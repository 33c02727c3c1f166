package io.qipan.patrol.unit;

import io.qipan.patrol.unit.model.Kind;
import io.qipan.patrol.unit.model.Medium;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** In the beginning three of the kinds that the migrations load. */
public final class FakeKinds implements Kinds, InMemory {
    private final Map<String, Kind> byCode = new TreeMap<>();

    public FakeKinds() {
        put(kind("assault_boat", "Assault boat", "冲锋舟", List.of("water", "rescue"), Medium.WATER, 10.0, 300));
        put(kind("officer", "Officer", "民警", List.of("foot", "patrol", "law_enforcement"), Medium.FOOT, 1.4, 300));
        put(kind(
                "patrol_car",
                "Patrol car",
                "巡逻车",
                List.of("road", "foot", "patrol", "law_enforcement"),
                Medium.ROAD,
                11.0,
                180));
    }

    private static Kind kind(
            String code,
            String nameEn,
            String nameZh,
            List<String> capabilities,
            Medium usual,
            double speedMps,
            int staleAfterS) {
        return new Kind(
                code,
                1,
                nameEn,
                nameZh,
                capabilities,
                speedMps,
                Duration.ofSeconds(staleAfterS),
                usual == Medium.ROAD ? Map.of(Medium.ROAD, speedMps, Medium.FOOT, 1.4) : Map.of(usual, speedMps),
                2,
                List.of());
    }

    private void put(Kind kind) {
        byCode.put(kind.code(), kind);
    }

    @Override
    public List<Kind> all() {
        return new ArrayList<>(byCode.values());
    }

    @Override
    public boolean exists(String code) {
        return byCode.containsKey(code);
    }

    @Override
    public Optional<Kind> lock(String code) {
        FakeUnitOfWork.checkMayWrite();
        return Optional.ofNullable(byCode.get(code));
    }

    @Override
    public boolean add(Kind kind) {
        FakeUnitOfWork.checkMayWrite();
        return byCode.putIfAbsent(kind.code(), kind) == null;
    }

    @Override
    public void save(Kind kind) {
        FakeUnitOfWork.checkMayWrite();
        put(kind);
    }

    @Override
    public Runnable remember() {
        return InMemory.of(byCode).remember();
    }
}
