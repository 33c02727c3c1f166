package io.qipan.patrol.live.picture;

import io.qipan.patrol.unit.UnitChanges;
import io.qipan.patrol.unit.model.Kind;
import io.qipan.patrol.unit.model.LiveUnit;
import io.qipan.patrol.unit.model.Roster;
import io.qipan.patrol.unit.model.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Where the next picture is made of the one before and what has changed. For one thread at a time. */
public final class Easel {
    private final Map<String, Kind> kinds = new HashMap<>();
    private final Map<String, Placed> units = new HashMap<>();
    private final Map<Ability, Group> groups = new HashMap<>();
    /** By name of the unit; of others there are no shifts. */
    private final Map<String, Roster> rosters = new HashMap<>();

    private LocalDate day = LocalDate.MIN;
    private long number;

    /**
     * A picture beside the one before.
     *
     * @param changed the units that are not as they were, as they are
     * @param gone names of units that are not there any more
     */
    public record Drawn(Picture picture, List<Placed> changed, Set<String> gone) {}

    /** Whether the roster says something else at this time than in the picture before, though nothing was changed. */
    public boolean isOutOfDate(Instant asOf) {
        return !rosters.isEmpty() && !Roster.day(asOf).equals(day);
    }

    public Drawn draw(UnitChanges changes, Instant asOf) {
        Set<String> rostered = rostered(changes, asOf);
        Set<String> gone = new HashSet<>();
        if (changes.everything()) {
            gone.addAll(units.keySet());
            changes.units().forEach(unit -> gone.remove(unit.name()));
            repaint(gone, List.of());
        }
        List<Placed> changed = changed(changes, rostered);
        Set<String> without = new HashSet<>();
        changed.forEach(unit -> without.add(unit.name()));
        repaint(without, changed);
        return new Drawn(new Picture(new ArrayList<>(groups.values()), ++number, asOf), changed, Set.copyOf(gone));
    }

    /** Takes over what the roster says, and says of whom it may be something else. */
    private Set<String> rostered(UnitChanges changes, Instant asOf) {
        Set<String> rostered = new HashSet<>(changes.rosters().keySet());
        if (changes.everything()) {
            rosters.clear();
        }
        rosters.putAll(changes.rosters());
        if (!Roster.day(asOf).equals(day)) {
            day = Roster.day(asOf);
            rostered.addAll(rosters.keySet());
        }
        return rostered;
    }

    private List<Placed> changed(UnitChanges changes, Set<String> rostered) {
        changes.kinds().forEach(kind -> kinds.put(kind.code(), kind));
        Map<String, Placed> told = new HashMap<>();
        if (!changes.kinds().isEmpty()) {
            units.values()
                    .forEach(unit -> told.put(unit.name(), placed(unit.live().unit())));
        }
        for (String name : rostered) {
            Optional.ofNullable(units.get(name))
                    .ifPresent(known -> told.put(name, placed(known.live().unit())));
        }
        changes.positions().forEach((name, position) -> {
            Placed known = told.getOrDefault(name, units.get(name));
            if (known != null) {
                told.put(name, known.at(position));
            }
        });
        // Last: each was read with its position, and all of it is of one moment.
        changes.units().forEach(unit -> told.put(unit.name(), placed(unit)));
        return told.values().stream()
                .filter(unit -> !unit.equals(units.get(unit.name())))
                .toList();
    }

    private Placed placed(Unit unit) {
        return Placed.of(new LiveUnit(
                unit,
                Objects.requireNonNull(kinds.get(unit.kind())),
                rosters.getOrDefault(unit.name(), Roster.NONE).on(day)));
    }

    /** Takes some away, by name, and puts others in. */
    private void repaint(Set<String> without, Collection<Placed> with) {
        Map<Ability, List<Placed>> fresh = new HashMap<>();
        for (String name : without) {
            Placed before = units.remove(name);
            if (before != null) {
                fresh.computeIfAbsent(before.ability(), touched -> new ArrayList<>());
            }
        }
        for (Placed unit : with) {
            units.put(unit.name(), unit);
            fresh.computeIfAbsent(unit.ability(), touched -> new ArrayList<>()).add(unit);
        }
        fresh.forEach((ability, added) -> {
            Group group = groups.getOrDefault(ability, Group.empty(ability)).changed(without, added);
            if (group.units().isEmpty()) {
                groups.remove(ability);
            } else {
                groups.put(ability, group);
            }
        });
    }
}
