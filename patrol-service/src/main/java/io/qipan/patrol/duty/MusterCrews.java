package io.qipan.patrol.duty;

import io.qipan.patrol.duty.model.DutyOrder;
import io.qipan.patrol.duty.model.DutyPlan;
import io.qipan.patrol.duty.model.Muster;
import io.qipan.patrol.duty.model.Muster.Count;
import io.qipan.patrol.duty.model.Muster.Crew;
import io.qipan.patrol.grid.LiveGrid;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.roster.Shifts;
import io.qipan.patrol.roster.model.Shift;
import io.qipan.patrol.station.Stations;
import io.qipan.patrol.station.model.Station;
import io.qipan.patrol.unit.Kinds;
import io.qipan.patrol.unit.Units;
import io.qipan.patrol.unit.model.Kind;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.patrol.unit.model.UnitStatus.InService;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts who is on duty against what a level needs. Takes four queries, however many there are, and reads those only. */
@Singleton
public class MusterCrews {
    private final Shifts shifts;
    private final Units units;
    private final Kinds kinds;
    private final Stations stations;
    private final LiveGrid liveGrid;

    public MusterCrews(Shifts shifts, Units units, Kinds kinds, Stations stations, LiveGrid liveGrid) {
        this.shifts = shifts;
        this.units = units;
        this.kinds = kinds;
        this.stations = stations;
        this.liveGrid = liveGrid;
    }

    public Muster muster() {
        List<Shift> onDuty = shifts.onDuty();
        Map<String, Unit> unitsByName =
                units.find(onDuty.stream().map(Shift::unit).toList());
        Map<String, List<String>> capabilities =
                kinds.all().stream().collect(Collectors.toMap(Kind::code, Kind::capabilities));
        Map<String, String> zones = zonesOf(onDuty.stream()
                .flatMap(shift -> shift.station().stream())
                .distinct()
                .toList());
        return new Muster(onDuty.stream()
                .map(shift -> crew(
                        Objects.requireNonNull(unitsByName.get(shift.unit())), shift.station(), capabilities, zones))
                .toList());
    }

    private static Crew crew(
            Unit unit, Optional<String> station, Map<String, List<String>> capabilities, Map<String, String> zones) {
        Set<String> able = new HashSet<>(unit.extraCapabilities());
        able.addAll(capabilities.getOrDefault(unit.kind(), List.of()));
        Set<String> places = new HashSet<>();
        station.ifPresent(places::add);
        station.map(zones::get).ifPresent(places::add);
        return new Crew(unit.name(), unit.kind(), able, places, unit.status() instanceof InService);
    }

    private Map<String, String> zonesOf(List<String> names) {
        Map<String, String> zones = new HashMap<>();
        for (Station station : stations.find(names)) {
            liveGrid.atlas()
                    .locate(station.point().toWgs84())
                    .zone()
                    .map(GridFeature::name)
                    .ifPresent(zone -> zones.put(station.name(), zone));
        }
        return zones;
    }

    /** @param order in force, with the plan it was given by */
    public static List<Count> against(Muster muster, DutyOrder order, DutyPlan plan) {
        return muster.against(plan.needed(plan.level(order.level()).orElseThrow()));
    }
}
