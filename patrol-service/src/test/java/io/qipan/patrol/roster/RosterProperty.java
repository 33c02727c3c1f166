package io.qipan.patrol.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.grid.FakeGrids;
import io.qipan.patrol.grid.LiveGrid;
import io.qipan.patrol.id.ResourceId;
import io.qipan.patrol.roster.model.Beat.AsItMoves;
import io.qipan.patrol.roster.model.CrewMember;
import io.qipan.patrol.roster.model.Handover;
import io.qipan.patrol.roster.model.Shift;
import io.qipan.patrol.roster.model.ShiftState.HandingOver;
import io.qipan.patrol.roster.model.ShiftState.Over;
import io.qipan.patrol.roster.model.ShiftState.Planned;
import io.qipan.patrol.station.FakeStations;
import io.qipan.patrol.unit.FakeKinds;
import io.qipan.patrol.unit.FakeUnits;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.RefusedException;
import io.qipan.testkit.FakeDeadlines;
import io.qipan.testkit.FakeJournal;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.InMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Random days of a roster: whatever people try in whatever order, some things are never so. jqwik prints the seed of a failure. */
class RosterProperty {
    private static final Instant EIGHT = Instant.parse("2026-11-20T00:00:00Z");
    private static final List<String> UNITS = List.of("units/a", "units/b", "units/c");
    private static final List<String> PEOPLE = List.of("P1", "P2", "P3", "P4");

    private final FakeShifts shifts = new FakeShifts();
    private final FakeUnits units = new FakeUnits(new FakeKinds());
    private final FakeJournal journal = new FakeJournal();
    private final FakeDeadlines deadlines = new FakeDeadlines();
    private final Map<UUID, Integer> timesOn = new HashMap<>();
    private final Map<UUID, Integer> timesOff = new HashMap<>();
    private final FakeUnitOfWork unitOfWork =
            FakeUnitOfWork.over(shifts, units, journal, deadlines, InMemory.of(timesOn), InMemory.of(timesOff));

    private final DutyChange counting = new DutyChange() {
        @Override
        public void cameOnDuty(Shift shift, Instant at) {
            timesOn.merge(shift.id(), 1, Integer::sum);
        }

        @Override
        public void wentOffDuty(Shift shift, Instant at) {
            timesOff.merge(shift.id(), 1, Integer::sum);
        }
    };

    private final RosterSettings settings = new RosterSettings(Duration.ofMinutes(10), Duration.ofHours(1));
    private final ShiftRecords records = new ShiftRecords(shifts, journal, deadlines, counting, settings);
    private final PlanShift planShift = new PlanShift(
            shifts, records, units, new FakeKinds(), new FakeStations(), new LiveGrid(unitOfWork, new FakeGrids()));
    private final WorkShift workShift = new WorkShift(shifts, records, settings);

    private List<Shift> all() {
        return shifts.list(Page.of(1000, 50, "", ""), ShiftsContract.ALL);
    }

    private void tryOne(Random random, Instant now) {
        List<Shift> known = all();
        if (known.isEmpty() || random.nextInt(4) == 0) {
            plan(random);
            return;
        }
        Shift shift = known.get(random.nextInt(known.size()));
        Shift other = known.get(random.nextInt(known.size()));
        String member = shift.members().getFirst();
        switch (random.nextInt(7)) {
            case 0 -> workShift.cancel(shift.id(), shift.etag(), "why", now);
            case 1, 2 -> workShift.start(shift.id(), shift.etag(), member, now);
            case 3 -> workShift.end(shift.id(), shift.etag(), member, "", now);
            case 4 ->
                workShift.offer(shift.id(), shift.etag(), new Handover(other.id(), "notes", List.of(), member, now));
            case 5 -> workShift.confirm(shift.id(), shift.etag(), PEOPLE.get(random.nextInt(PEOPLE.size())), now);
            default -> workShift.withdraw(shift.id(), shift.etag(), "why", now);
        }
    }

    private void plan(Random random) {
        Instant from = EIGHT.plus(Duration.ofHours(random.nextInt(10)));
        Set<String> people = new HashSet<>();
        people.add(PEOPLE.get(random.nextInt(PEOPLE.size())));
        people.add(PEOPLE.get(random.nextInt(PEOPLE.size())));
        var ignored = planShift.plan(
                new PlanShift.Plan(
                        ResourceId.fresh(),
                        UNITS.get(random.nextInt(UNITS.size())),
                        Optional.empty(),
                        from,
                        from.plus(Duration.ofHours(1 + random.nextInt(4))),
                        people.stream()
                                .map(person -> new CrewMember(person, "leader"))
                                .toList(),
                        new AsItMoves()),
                EIGHT);
    }

    @Property(tries = 200)
    void nobody_is_on_two_shifts_at_once_and_nothing_comes_back_from_over(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int attempts) {
        Random random = new Random(seed);
        for (String unit : UNITS) {
            var ignored = unitOfWork.run(
                    "test", () -> units.add(Unit.registered(unit, unit, "officer", List.of(), Optional.empty())));
        }
        for (int i = 0; i < attempts; i++) {
            Map<UUID, Shift> before = new HashMap<>();
            all().forEach(shift -> before.put(shift.id(), shift));
            Instant now = EIGHT.plus(Duration.ofMinutes(6L * i));
            try {
                var ignored = unitOfWork.run("test", () -> {
                    tryOne(random, now);
                    return 0;
                });
            } catch (RefusedException e) {
                assertThat(e.refusal().message()).isNotEmpty();
            }
            check(before);
        }
    }

    private void check(Map<UUID, Shift> before) {
        List<Shift> onDuty = shifts.onDuty();
        assertThat(onDuty).extracting(Shift::unit).doesNotHaveDuplicates();
        List<String> people = new ArrayList<>();
        onDuty.forEach(shift -> people.addAll(shift.members()));
        assertThat(people).doesNotHaveDuplicates();
        for (Shift shift : all()) {
            Shift was = before.get(shift.id());
            if (was != null && was.state() instanceof Over) {
                assertThat(shift).isEqualTo(was);
            }
            assertThat(timesOn.getOrDefault(shift.id(), 0) - timesOff.getOrDefault(shift.id(), 0))
                    .isEqualTo(shift.isOnDuty() ? 1 : 0);
            assertThat(deadlines.dueAt(ShiftRecords.HANDOVER, shift.name()).isPresent())
                    .isEqualTo("handing_over".equals(shift.state().word()));
            assertThat(deadlines.dueAt(ShiftRecords.OVERDUE, shift.name()).isPresent())
                    .isEqualTo(shift.isOnDuty());
            if (shift.state() instanceof HandingOver handing) {
                assertThat(shifts.find(handing.handover().to()).orElseThrow().state())
                        .as("somebody who can take over")
                        .isInstanceOf(Planned.class);
            }
            if (!(shift.state() instanceof Over)) {
                assertThat(shifts.overlapping(shift)).isEmpty();
            }
        }
    }
}
