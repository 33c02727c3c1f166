package io.qipan.e2e;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Collects what breaks one rule, so that the error shows how many and the first few. */
final class Violations {

    private static final int SHOWN = 5;

    private final String rule;
    private final Queue<String> found = new ConcurrentLinkedQueue<>();

    Violations(String rule) {
        this.rule = rule;
    }

    void addUnless(boolean holds, Supplier<String> description) {
        if (!holds) {
            found.add(description.get());
        }
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            List<String> first = found.stream().limit(SHOWN).toList();
            throw new AssertionError(
                    "%s: %d times, for example\n- %s".formatted(rule, found.size(), String.join("\n- ", first)));
        }
    }
}
