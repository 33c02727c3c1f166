package io.qipan.dispatch.recommend.model;

import java.util.List;

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
}
