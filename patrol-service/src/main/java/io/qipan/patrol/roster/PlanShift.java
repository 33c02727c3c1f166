package io.qipan.patrol.roster;

import io.qipan.patrol.grid.LiveGrid;
import io.qipan.patrol.roster.model.Beat;
import io.qipan.patrol.roster.model.Beat.OnWaters;
import io.qipan.patrol.roster.model.CrewMember;
import io.qipan.patrol.roster.model.Shift;
import io.qipan.patrol.roster.model.ShiftState.Planned;
import io.qipan.patrol.station.Stations;
import io.qipan.patrol.unit.Kinds;
import io.qipan.patrol.unit.Units;
import io.qipan.patrol.unit.model.Medium;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

@Singleton
public class PlanShift {
    private static final Duration LONGEST = Duration.ofHours(72);

    private final Shifts shifts;
    private final ShiftRecords records;
    private final Units units;
    private final Kinds kinds;
    private final Stations stations;
    private final LiveGrid liveGrid;

    public PlanShift(
            Shifts shifts, ShiftRecords records, Units units, Kinds kinds, Stations stations, LiveGrid liveGrid) {
        this.shifts = shifts;
        this.records = records;
        this.units = units;
        this.kinds = kinds;
        this.stations = stations;
        this.liveGrid = liveGrid;
    }

    /** @param station that of the unit if none is given */
    public record Plan(
            UUID id,
            String unit,
            Optional<String> station,
            Instant from,
            Instant until,
            List<CrewMember> crew,
            Beat beat) {}

    public Shift plan(Plan plan, Instant now) {
        check(plan, now);
        Unit unit = units.find(plan.unit())
                .orElseThrow(() -> Refusal.notFound(plan.unit()).asException());
        plan.station().filter(station -> !stations.exists(station)).ifPresent(station -> {
            throw Refusal.notFound(station).asException();
        });
        Shift shift = new Shift(
                plan.id(),
                1,
                plan.unit(),
                plan.station().or(unit::station),
                plan.from(),
                plan.until(),
                plan.crew(),
                plan.beat(),
                new Planned());
        shifts.hold(shift.unit(), shift.members());
        if (plan.beat() instanceof OnWaters waters) {
            check(waters, unit.name());
        }
        records.checkNoOverlap(shift);
        records.add(shift, now);
        return shift;
    }

    /** Holds the unit: who takes from it, or its kind, what it moves on, does so as well and looks for its shifts. */
    private void check(OnWaters waters, String name) {
        for (String water : waters.names()) {
            if (liveGrid.atlas().find(water).isEmpty()) {
                throw Refusal.notFound(water).asException();
            }
        }
        Unit unit = Objects.requireNonNull(units.lock(List.of(name)).get(name), "Units are never deleted");
        List<String> capabilities = new ArrayList<>(unit.extraCapabilities());
        kinds.all().stream()
                .filter(kind -> kind.code().equals(unit.kind()))
                .forEach(kind -> capabilities.addAll(kind.capabilities()));
        if (Medium.among(capabilities).stream().allMatch(Medium::isOnLand)) {
            throw Refusal.of(
                            Reason.INCOMPLETE,
                            unit.name() + " moves on land only and cannot patrol " + String.join(", ", waters.names())
                                    + ". Plan the shift without waters, or with a unit that moves on water, on ice or"
                                    + " in the air.")
                    .with("resource", unit.name())
                    .with("missing", "medium_off_land")
                    .asException();
        }
    }

    private static void check(Plan plan, Instant now) {
        if (!plan.until().isAfter(plan.from())) {
            throw invalid("until", "the shift ends at " + plan.until() + ", not after it begins at " + plan.from());
        }
        if (Duration.between(plan.from(), plan.until()).compareTo(LONGEST) > 0) {
            throw invalid("until", "the shift lasts more than " + LONGEST.toHours() + " hours; plan several");
        }
        if (!plan.until().isAfter(now)) {
            throw invalid("until", "the shift was over at " + plan.until() + " already");
        }
        Set<String> seen = new HashSet<>();
        for (CrewMember member : plan.crew()) {
            if (!seen.add(member.member())) {
                throw invalid("crew", member.member() + " is twice in the crew");
            }
        }
    }

    private static RuntimeException invalid(String field, String problem) {
        return Refusal.of(Reason.INVALID_FIELD, "The shift cannot be planned: " + problem + ".")
                .withViolations(List.of(new Violation(field, problem)))
                .asException();
    }
}
