package io.qipan.dispatch.recommend.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** So many units that can do this; an empty capability means any unit. */
public record Need(String capability, int count) {

    /** One unit for each of these capabilities; if there is none, one of any kind. */
    public static List<Need> oneEach(List<String> capabilities) {
        return capabilities.isEmpty()
                ? List.of(new Need("", 1))
                : capabilities.stream()
                        .map(capability -> new Need(capability, 1))
                        .toList();
    }

    /** A capability that is asked for twice is needed as often as both say. */
    public static List<Need> added(List<Need> needs) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        needs.forEach(need -> counts.merge(need.capability(), need.count(), Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> new Need(entry.getKey(), entry.getValue()))
                .toList();
    }
}
