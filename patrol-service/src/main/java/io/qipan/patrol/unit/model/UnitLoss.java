package io.qipan.patrol.unit.model;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.util.List;

/**
 * What a unit cannot do any more once it is corrected, as far as it cannot do it by its kind; as {@link KindLoss} of a
 * kind.
 */
public record UnitLoss(Unit before, Unit next, Kind kind) {

    /** In the order of the unit. */
    private List<String> lost() {
        return before.extraCapabilities().stream()
                .filter(capability -> !next.extraCapabilities().contains(capability)
                        && !kind.capabilities().contains(capability))
                .toList();
    }

    public boolean isNothing() {
        return lost().isEmpty();
    }

    /**
     * The correction, if the unit does not need now what it takes away: what an order counts on, anything to move on,
     * and water for a shift that is to be on it.
     *
     * @param onWaters whether it has a shift, not over, that claims waters
     */
    public Decision<Unit> check(boolean onWaters) {
        List<String> lost = lost();
        if (lost.isEmpty()) {
            return Decision.grant(next);
        }
        if (before.committedOrder().isPresent()) {
            return needed(
                    lost.getFirst(),
                    "committed",
                    "is committed to an order that may count on it. Wait until it is over");
        }
        List<String> media = lost.stream()
                .filter(capability -> !Medium.among(List.of(capability)).isEmpty())
                .toList();
        if (media.isEmpty()) {
            return Decision.grant(next);
        }
        if (KindLoss.media(kind, next).isEmpty()) {
            return needed(media.getFirst(), "medium", "would move on nothing. Give it another medium first");
        }
        boolean wasOffLand = KindLoss.media(kind, before).stream().anyMatch(medium -> !medium.isOnLand());
        if (onWaters && wasOffLand && KindLoss.media(kind, next).stream().allMatch(Medium::isOnLand)) {
            return needed(
                    media.getFirst(),
                    "waters",
                    "has a shift that patrols waters. Cancel that shift or let it end first");
        }
        return Decision.grant(next);
    }

    private Decision<Unit> needed(String lost, String why, String what) {
        return Decision.refuse(Refusal.of(
                        Reason.UNIT_KIND_IN_USE,
                        before.name() + " cannot lose '" + lost + "', which " + kind.name() + " does not give: it "
                                + what + ".")
                .with("resource", before.name())
                .with("lost", lost)
                .with("units", "1")
                .with("why", why));
    }
}
