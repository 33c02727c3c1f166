package io.qipan.patrol.grid;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

final class FakeRuleOwners implements RuleOwners {
    private final Map<String, String> owners = new TreeMap<>();

    @Override
    public Map<String, String> of(Collection<String> features) {
        Map<String, String> found = new TreeMap<>(owners);
        found.keySet().retainAll(features);
        return found;
    }

    @Override
    public void put(String owner, Collection<String> features) {
        features.forEach(feature -> owners.put(feature, owner));
    }

    @Override
    public void remove(Collection<String> features) {
        owners.keySet().removeAll(features);
    }
}
