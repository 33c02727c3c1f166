package io.qipan.ecology.rule;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

final class FakeRuleSets implements RuleSets {
    private final Map<String, Map<String, byte[]>> kept = new LinkedHashMap<>();

    @Override
    public void keep(String revision, Map<String, byte[]> files, Instant loadedAt) {
        kept.putIfAbsent(revision, new LinkedHashMap<>(files));
    }

    @Override
    public Optional<Map<String, byte[]>> find(String revision) {
        return Optional.ofNullable(kept.get(revision));
    }
}
