package io.qipan.ecology.rule.model;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is known of an act, by code. What is not among it is unknown, not false. */
public record Facts(Map<String, FactValue> known) {
    public static final Facts NONE = new Facts(Map.of());

    public Facts {
        known = Map.copyOf(known);
    }

    Optional<FactValue> of(FactType type) {
        return Optional.ofNullable(known.get(type.code()));
    }

    /** These and another one, in whose place it comes if there was one. */
    public Facts with(String code, FactValue value) {
        Map<String, FactValue> more = new TreeMap<>(known);
        more.put(code, value);
        return new Facts(more);
    }
}
