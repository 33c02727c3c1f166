package io.qipan.patrol.grid;

import io.qipan.patrol.grid.model.Finding;
import io.qipan.patrol.grid.model.GridChange;
import io.qipan.patrol.grid.model.GridFeature;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Leaves out of an import what it would do to features that another service has put for an owner, and names each
 * of them.
 */
@Singleton
public class KeepOwned {
    private final RuleOwners owners;

    public KeepOwned(RuleOwners owners) {
        this.owners = owners;
    }

    /** What is left of the change, and a warning for each feature that stays as it is. */
    record Kept(GridChange change, List<Finding> findings) {}

    Kept from(GridChange change) {
        Map<String, String> owned = owners.of(Stream.concat(change.changed().stream(), change.removed().stream())
                .map(GridFeature::name)
                .toList());
        List<Finding> findings = new ArrayList<>();
        change.changed().stream()
                .filter(feature -> owned.containsKey(feature.name()))
                .forEach(feature -> findings.add(finding(feature, owned, "differs in the document")));
        change.removed().stream()
                .filter(feature -> owned.containsKey(feature.name()))
                .forEach(feature -> findings.add(finding(feature, owned, "is not in the document")));
        return new Kept(change.without(owned.keySet()), findings);
    }

    private static Finding finding(GridFeature feature, Map<String, String> owned, String what) {
        String owner = Objects.requireNonNull(owned.get(feature.name()));
        return Finding.warning(
                        Finding.Code.VISITING_RULE_KEPT,
                        Finding.NOWHERE,
                        feature.name() + " (" + (feature.titleZh().isEmpty() ? feature.titleEn() : feature.titleZh())
                                + ") " + what + ", but it is visited for " + owner
                                + ". It stays as it is; change what is asked for there.")
                .of(feature.name())
                .at(feature.geometry().getInteriorPoint().getCoordinate());
    }
}
