package io.qipan.patrol.position;

import io.qipan.patrol.position.model.Fix;
import java.util.List;

/**
 * Fixes of one unit that are kept together.
 *
 * @param quarantined those that break a rule, in the order in which they came
 */
public record Batch(String unit, List<Fix> fixes, List<Quarantined> quarantined) {

    public Batch {
        fixes = List.copyOf(fixes);
        quarantined = List.copyOf(quarantined);
    }

    int size() {
        return fixes.size() + quarantined.size();
    }
}
