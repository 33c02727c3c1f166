package io.qipan.patrol.unit.model;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What the units of a kind cannot do any more once it is revised, as far as they cannot do it by themselves. */
public record KindLoss(Kind before, Kind next) {
    private static final int NAMED = 5;

    /** In the order of the kind. */
    private List<String> lost() {
        return before.capabilities().stream()
                .filter(capability -> !next.capabilities().contains(capability))
                .toList();
    }

    public boolean isNothing() {
        return lost().isEmpty();
    }

    /**
     * The revision, if no unit needs now what it takes away: what an order counts on, anything to move on, and water
     * for a shift that is to be on it.
     *
     * @param units all of the kind
     * @param onWaters names of those with a shift, not over, that claims waters
     */
    public Decision<Kind> check(Collection<Unit> units, Set<String> onWaters) {
        for (String capability : lost()) {
            List<Unit> committed = units.stream()
                    .filter(unit -> unit.committedOrder().isPresent()
                            && !unit.extraCapabilities().contains(capability))
                    .toList();
            if (!committed.isEmpty()) {
                return needed(
                        capability,
                        committed,
                        "committed",
                        "are committed to orders and can do it by their kind only. Give it to these units themselves"
                                + " (UpdateUnit), or wait until their orders are over");
            }
        }
        Predicate<Unit> stranded =
                unit -> !media(before, unit).isEmpty() && media(next, unit).isEmpty();
        Predicate<Unit> ashore = unit -> onWaters.contains(unit.name())
                && media(before, unit).stream().anyMatch(medium -> !medium.isOnLand())
                && media(next, unit).stream().allMatch(Medium::isOnLand);
        List<String> media = lost().stream()
                .filter(capability -> !Medium.among(List.of(capability)).isEmpty())
                .toList();
        List<Unit> immobile = units.stream().filter(stranded).toList();
        if (!immobile.isEmpty()) {
            return needed(
                    media.getFirst(),
                    immobile,
                    "medium",
                    "would move on nothing. Give them a medium of their own first (UpdateUnit)");
        }
        List<Unit> claiming = units.stream().filter(ashore).toList();
        if (!claiming.isEmpty()) {
            return needed(
                    media.getFirst(),
                    claiming,
                    "waters",
                    "have shifts that patrol waters. Cancel these shifts or let them end first");
        }
        return Decision.grant(next);
    }

    static Set<Medium> media(Kind kind, Unit unit) {
        Set<String> capabilities = new HashSet<>(kind.capabilities());
        capabilities.addAll(unit.extraCapabilities());
        return Medium.among(capabilities);
    }

    private Decision<Kind> needed(String lost, List<Unit> units, String why, String what) {
        String named = String.join(
                ", ", units.stream().limit(NAMED).map(Unit::name).sorted().toList());
        String more = units.size() > NAMED ? " and " + (units.size() - NAMED) + " more" : "";
        return Decision.refuse(Refusal.of(
                        Reason.UNIT_KIND_IN_USE,
                        before.name() + " cannot lose '" + lost + "': " + named + more + " " + what + ".")
                .with("resource", before.name())
                .with("lost", lost)
                .with("units", Integer.toString(units.size()))
                .with("why", why));
    }
}
