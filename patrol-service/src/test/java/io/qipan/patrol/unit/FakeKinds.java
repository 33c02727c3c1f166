package io.qipan.patrol.unit;

import io.qipan.patrol.unit.model.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Three of the kinds that the migrations load. */
public final class FakeKinds implements Kinds {

    @Override
    public List<Kind> all() {
        return List.of(
                kind("assault_boat", "Assault boat", "冲锋舟", List.of("water", "rescue"), 10.0, 300),
                kind("officer", "Officer", "民警", List.of("foot", "patrol", "law_enforcement"), 1.4, 300),
                kind(
                        "patrol_car",
                        "Patrol car",
                        "巡逻车",
                        List.of("road", "foot", "patrol", "law_enforcement"),
                        11.0,
                        180));
    }

    private static Kind kind(
            String code, String nameEn, String nameZh, List<String> capabilities, double speedMps, int staleAfterS) {
        return new Kind(
                code, nameEn, nameZh, capabilities, speedMps, Duration.ofSeconds(staleAfterS), Map.of(), 2, List.of());
    }

    @Override
    public boolean exists(String code) {
        return all().stream().anyMatch(kind -> kind.code().equals(code));
    }
}
