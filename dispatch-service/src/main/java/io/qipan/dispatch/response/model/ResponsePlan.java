package io.qipan.dispatch.response.model;

import io.qipan.dispatch.recommend.model.Need;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What to send to incidents of some sort.
 *
 * @param levels what has to be there in all, level 1 first
 * @param withinM how far units may be in metres; 0: anywhere
 * @param crewed only units with a crew on duty
 */
public record ResponsePlan(
        String code,
        String titleZh,
        String titleEn,
        Condition condition,
        List<List<Need>> levels,
        int withinM,
        boolean crewed) {
    public ResponsePlan {
        levels = levels.stream().map(List::copyOf).toList();
    }

    /** Of level 0 nothing. */
    public List<Need> needsAt(int level) {
        return level == 0 ? List.of() : levels.get(level - 1);
    }

    /** What makes it useless, if anything does. */
    Optional<String> problem() {
        Map<String, Integer> before = new HashMap<>();
        for (int level = 1; level <= levels.size(); level++) {
            Set<String> seen = new HashSet<>();
            Map<String, Integer> needed = new HashMap<>();
            for (Need need : needsAt(level)) {
                if (!seen.add(need.capability())) {
                    return Optional.of("level " + level + " of " + code + " has " + need.capability() + " twice");
                }
                needed.put(need.capability(), need.count());
            }
            for (Map.Entry<String, Integer> least : before.entrySet()) {
                if (needed.getOrDefault(least.getKey(), 0) < least.getValue()) {
                    return Optional.of("level " + level + " of " + code + " needs less " + least.getKey()
                            + " than the level before");
                }
            }
            before = needed;
        }
        return Optional.empty();
    }
}
