package io.qipan.patrol.roster;

import io.qipan.patrol.roster.model.CrewMember;
import io.qipan.patrol.roster.model.Shift;
import io.qipan.patrol.roster.model.ShiftState.Planned;
import io.qipan.patrol.station.Stations;
import io.qipan.patrol.unit.Units;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

@Singleton
public class PlanShift {
    private static final Duration LONGEST = Duration.ofHours(72);

    private final Shifts shifts;
    private final ShiftRecords records;
    private final Units units;
    private final Stations stations;

    public PlanShift(Shifts shifts, ShiftRecords records, Units units, Stations stations) {
        this.shifts = shifts;
        this.records = records;
        this.units = units;
        this.stations = stations;
    }

    /** @param station that of the unit if none is given */
    public record Plan(
            UUID id, String unit, Optional<String> station, Instant from, Instant until, List<CrewMember> crew) {}

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
                new Planned());
        shifts.hold(shift.unit(), shift.members());
        records.checkNoOverlap(shift);
        records.add(shift, now);
        return shift;
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
