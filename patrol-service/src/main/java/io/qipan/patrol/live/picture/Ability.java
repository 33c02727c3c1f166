package io.qipan.patrol.live.picture;

import io.qipan.patrol.unit.model.Kind;
import io.qipan.patrol.unit.model.LiveUnit;
import io.qipan.patrol.unit.model.Medium;
import java.util.HashSet;
import java.util.Set;

/**
 * What units have in common that a search can ask for.
 *
 * @param capabilities of the kind, and beyond those of the kind
 * @param media those among the capabilities, in the order of the enum
 */
public record Ability(Kind kind, Set<String> capabilities, Set<Medium> media) {

    public Ability {
        capabilities = Set.copyOf(capabilities);
    }

    static Ability of(LiveUnit live) {
        Set<String> capabilities = new HashSet<>(live.kind().capabilities());
        capabilities.addAll(live.unit().extraCapabilities());
        return new Ability(live.kind(), capabilities, Medium.among(capabilities));
    }
}
