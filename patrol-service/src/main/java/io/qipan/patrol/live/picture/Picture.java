package io.qipan.patrol.live.picture;

import io.qipan.patrol.live.picture.NearestUnits.Able;
import io.qipan.patrol.unit.model.Kind;
import io.qipan.patrol.unit.model.Medium;
import io.qipan.patrol.unit.model.Movement.InSeason;
import io.qipan.patrol.unit.model.Movement.OutOfSeason;
import io.qipan.patrol.unit.model.Search;
import io.qipan.patrol.unit.model.Search.Found;
import io.qipan.patrol.unit.model.Search.PassedOver;
import io.qipan.patrol.unit.model.Search.Season;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** All units at one moment. Never changes, so whoever reads it waits for nobody and sees nothing half done. */
public final class Picture {
    private final List<Group> groups;
    private final long number;
    private final Instant asOf;

    Picture(List<Group> groups, long number, Instant asOf) {
        this.groups = List.copyOf(groups);
        this.number = number;
        this.asOf = asOf;
    }

    /** Before anything is known. */
    public static Picture blank() {
        return new Picture(List.of(), 0, Instant.EPOCH);
    }

    /** One more than that of the picture before, from 0. */
    public long number() {
        return number;
    }

    /** Everything that was committed by then is in here. */
    public Instant asOf() {
        return asOf;
    }

    /** The same, known to be true of a later moment. */
    public Picture at(Instant later) {
        return new Picture(groups, number, later);
    }

    public int size() {
        return groups.stream().mapToInt(group -> group.units().size()).sum();
    }

    public Found nearest(Search search, Season season, Instant now) {
        List<Able> withFree = new ArrayList<>(groups.size());
        int able = 0;
        int committed = 0;
        int unavailable = 0;
        int withoutPosition = 0;
        int offDuty = 0;
        SortedMap<String, PassedOver> outOfSeason = new TreeMap<>();
        for (Group group : groups) {
            if (group.ability().capabilities().containsAll(search.capabilities())) {
                able += group.units().size();
                committed += group.committed();
                unavailable += group.unavailable();
                withoutPosition += group.freeWithoutPosition();
                offDuty += group.offDuty();
                if (!group.free().isEmpty()) {
                    Kind kind = group.ability().kind();
                    switch (season.mayMove(kind, group.ability().media())) {
                        case InSeason(Set<Medium> open) -> withFree.add(new Able(group.free(), kind.speedOn(open)));
                        case OutOfSeason why ->
                            outOfSeason.merge(
                                    kind.code(), new PassedOver(group.freeWithPosition(), why), PassedOver::and);
                    }
                }
            }
        }
        return new Found(
                NearestUnits.among(withFree, search, now),
                able,
                committed,
                unavailable,
                withoutPosition,
                offDuty,
                outOfSeason,
                asOf);
    }

    /** Those that the filter includes, by name. */
    public List<Placed> included(Filter filter) {
        List<Placed> included = new ArrayList<>();
        for (Group group : groups) {
            if (filter.mayInclude(group.ability())) {
                group.units().stream().filter(filter::includesOfAbility).forEach(included::add);
            }
        }
        included.sort(Comparator.comparing(Placed::name));
        return included;
    }

    /** In no particular order. */
    public List<Placed> units() {
        return groups.stream().flatMap(group -> group.units().stream()).toList();
    }
}
