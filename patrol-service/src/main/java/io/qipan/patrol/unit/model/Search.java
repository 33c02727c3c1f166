package io.qipan.patrol.unit.model;

import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.unit.model.Movement.InSeason;
import io.qipan.patrol.unit.model.Movement.OutOfSeason;
import io.qipan.patrol.unit.model.UnitStatus.InService;
import io.qipan.patrol.unit.model.UnitStatus.OutOfService;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Distance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A search for units that can be there soon.
 *
 * @param radiusM metres around the point that count as arrived
 * @param limit how many units at most
 */
public record Search(Wgs84 point, double radiusM, Set<String> capabilities, int limit) {

    /** Of two that arrive together the nearer goes first, then by name: the same question has the same answer. */
    private static final Comparator<NearUnit> SOONEST_FIRST = Comparator.comparingDouble(NearUnit::etaS)
            .thenComparingDouble(NearUnit::distanceM)
            .thenComparing(near -> near.unit().name());

    public Search {
        capabilities = Set.copyOf(capabilities);
    }

    /**
     * A unit that can go.
     *
     * @param distanceM metres from its last position to the edge of the radius
     * @param etaS seconds for that at its usual speed
     */
    public record NearUnit(Unit unit, double distanceM, double etaS, boolean positionStale) {}

    /**
     * Who can go, and how many cannot, each under one cause only.
     *
     * @param outOfSeason by kind
     */
    public record Found(
            List<NearUnit> units,
            int able,
            int committed,
            int outOfService,
            int withoutPosition,
            SortedMap<String, PassedOver> outOfSeason) {}

    /** Units of one kind that the season keeps from going, and what it is that keeps the first of them. */
    public record PassedOver(int count, OutOfSeason why) {}

    /** Among these whatever the season. */
    public Found among(List<AbleUnit> able, Instant now) {
        return among(able, _ -> new InSeason(), now);
    }

    /**
     * @param able all units that have the capabilities, whatever their status
     * @param season whether a unit may move at the point
     */
    public Found among(List<AbleUnit> able, Function<Unit, Movement> season, Instant now) {
        List<NearUnit> near = new ArrayList<>();
        SortedMap<String, PassedOver> outOfSeason = new TreeMap<>();
        int committed = 0;
        int outOfService = 0;
        int withoutPosition = 0;
        for (AbleUnit candidate : able) {
            Unit unit = candidate.unit();
            if (unit.committedOrder().isPresent()) {
                committed++;
                continue;
            }
            switch (unit.status()) {
                case OutOfService _ -> outOfService++;
                case InService _ ->
                    withoutPosition += unit.position()
                            .map(position -> {
                                switch (season.apply(unit)) {
                                    case InSeason _ -> near.add(near(candidate, position, now));
                                    case OutOfSeason why ->
                                        outOfSeason.merge(unit.kind(), new PassedOver(1, why), Search::both);
                                }
                                return 0;
                            })
                            .orElse(1);
            }
        }
        near.sort(SOONEST_FIRST);
        List<NearUnit> first = List.copyOf(near.subList(0, Math.min(limit, near.size())));
        return new Found(first, able.size(), committed, outOfService, withoutPosition, outOfSeason);
    }

    private static PassedOver both(PassedOver first, PassedOver second) {
        return new PassedOver(first.count() + second.count(), first.why());
    }

    private NearUnit near(AbleUnit able, Position position, Instant now) {
        double distanceM = Math.max(0, Distance.metres(position.wgs84(), point) - radiusM);
        return new NearUnit(
                able.unit(), distanceM, distanceM / able.usualSpeedMps(), position.isOlderThan(able.staleAfter(), now));
    }
}
