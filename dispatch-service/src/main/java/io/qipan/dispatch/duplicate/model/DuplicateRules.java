package io.qipan.dispatch.duplicate.model;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rules that hold at one time. */
public final class DuplicateRules {
    private final Map<String, DuplicateRule> byType;
    private final DuplicateRule any;

    /** There is always one for {@link DuplicateRule#ANY}. */
    public DuplicateRules(Collection<DuplicateRule> rules) {
        byType = rules.stream().collect(Collectors.toMap(DuplicateRule::type, Function.identity()));
        DuplicateRule found = byType.get(DuplicateRule.ANY);
        if (found == null) {
            throw new IllegalArgumentException("No rule for all other types");
        }
        any = found;
    }

    public DuplicateRule of(String type) {
        return byType.getOrDefault(type, any);
    }

    /** Nothing older is compared with anything. */
    public Duration longestLookBack() {
        return byType.values().stream()
                .map(DuplicateRule::lookBack)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    public List<DuplicateRule> all() {
        return byType.values().stream()
                .sorted(Comparator.comparing(DuplicateRule::type))
                .toList();
    }
}
