package io.qipan.patrol.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.id.ResourceId;
import io.qipan.patrol.roster.Shifts.Filter;
import io.qipan.patrol.roster.model.Beat.AsItMoves;
import io.qipan.patrol.roster.model.Beat.OnWaters;
import io.qipan.patrol.roster.model.CrewMember;
import io.qipan.patrol.roster.model.Handover;
import io.qipan.patrol.roster.model.Shift;
import io.qipan.patrol.roster.model.ShiftState.Planned;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

abstract class ShiftsContract {
    static final Instant EIGHT = Instant.parse("2026-11-20T00:00:00Z");
    static final Filter ALL = new Filter(Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty());

    static final Filter ON_DUTY =
            new Filter(Optional.empty(), Optional.empty(), true, Optional.empty(), Optional.empty());

    private static Filter ofUnit(String unit) {
        return new Filter(Optional.of(unit), Optional.empty(), false, Optional.empty(), Optional.empty());
    }

    private static Filter startedBetween(Instant from, Instant until) {
        return new Filter(Optional.empty(), Optional.empty(), false, Optional.of(from), Optional.of(until));
    }

    abstract Shifts shifts();

    abstract UnitOfWork unitOfWork();

    /** Hours after eight. */
    static Shift planned(String unit, int from, int until, String... members) {
        return new Shift(
                ResourceId.fresh(),
                1,
                unit,
                Optional.empty(),
                EIGHT.plus(Duration.ofHours(from)),
                EIGHT.plus(Duration.ofHours(until)),
                Arrays.stream(members)
                        .map(member -> new CrewMember(member, "leader"))
                        .toList(),
                new AsItMoves(),
                new Planned());
    }

    Shift added(Shift shift) {
        return unitOfWork().run("test", () -> {
            shifts().add(shift);
            return shift;
        });
    }

    Shift changed(Shift shift, UnaryOperator<Shift> change) {
        return unitOfWork().run("test", () -> {
            Shift next = change.apply(shifts().lock(shift.id()).orElseThrow());
            shifts().save(next);
            return next;
        });
    }

    Shift started(Shift shift) {
        return changed(shift, s -> s.start(s.members().getFirst(), s.from()).orRefuse());
    }

    private Optional<Shift> kept(Shift shift) {
        return unitOfWork().read(() -> shifts().find(shift.id()));
    }

    @Test
    void a_shift_is_kept_in_every_state() {
        // Given
        Shift early = added(planned("units/a", 0, 8, "A1", "A2"));
        Shift late = added(planned("units/a", 8, 16, "B1"));
        Shift never = added(planned("units/a", 16, 24, "C1"));
        assertThat(kept(early)).contains(early);
        Shift running = started(early);
        assertThat(kept(early)).contains(running);
        Handover handover =
                new Handover(late.id(), "fuel is low", List.of("boat B3 adrift"), "A1", EIGHT.plusSeconds(7 * 3_600));

        // When
        Shift handing = changed(
                early,
                s -> s.offer(handover, late, EIGHT.plusSeconds(600))
                        .then(offered -> offered.remind(EIGHT.plusSeconds(1200)))
                        .orRefuse());

        // Then
        assertThat(kept(early)).contains(handing);
        assertThat(unitOfWork().read(() -> shifts().handingOverTo(late.id()))).contains(handing);
        assertThat(unitOfWork().read(() -> shifts().handingOverTo(never.id()))).isEmpty();
        Shift over =
                changed(early, s -> s.confirmed("B1", EIGHT.plusSeconds(700)).orRefuse());
        assertThat(kept(early)).contains(over);
        Shift ended = changed(
                started(late),
                s -> s.end("B1", "all quiet", EIGHT.plusSeconds(900)).orRefuse());
        assertThat(kept(late)).contains(ended);
        Shift cancelled =
                changed(never, s -> s.cancel("sick", EIGHT, Optional.empty()).orRefuse());
        assertThat(kept(never)).contains(cancelled);
    }

    @Test
    void plans_overlap_by_unit_or_person_and_only_while_they_are_not_over() {
        // Given
        Shift early = added(planned("units/a", 0, 8, "A1"));
        Shift other = planned("units/a", 7, 9, "B1");
        Shift person = planned("units/b", 7, 9, "A1");
        Shift after = planned("units/a", 8, 16, "A1");
        Shift elsewhere = planned("units/b", 0, 8, "B1");

        // When
        Optional<Shift> found = unitOfWork().read(() -> shifts().overlapping(other));

        // Then
        assertThat(found).contains(early);
        assertThat(unitOfWork().read(() -> shifts().overlapping(person))).contains(early);
        assertThat(unitOfWork().read(() -> shifts().overlapping(after))).isEmpty();
        assertThat(unitOfWork().read(() -> shifts().overlapping(elsewhere))).isEmpty();
        assertThat(unitOfWork().read(() -> shifts().overlapping(early))).isEmpty();
        var ignored =
                changed(early, s -> s.cancel("storm", EIGHT, Optional.empty()).orRefuse());
        assertThat(unitOfWork().read(() -> shifts().overlapping(other))).isEmpty();
    }

    @Test
    void who_is_on_duty_is_known_by_unit_and_person() {
        // Given
        Shift early = started(added(planned("units/a", 0, 8, "A1", "A2")));
        Shift plan = added(planned("units/a", 8, 16, "B1"));

        // When
        List<Shift> onDuty = unitOfWork().read(() -> shifts().onDuty());

        // Then
        assertThat(onDuty).containsExactly(early);
        assertThat(unitOfWork().read(() -> shifts().onDutyBeside(plan))).contains(early);
        assertThat(unitOfWork().read(() -> shifts().onDutyBeside(planned("units/b", 8, 9, "A2"))))
                .contains(early);
        assertThat(unitOfWork().read(() -> shifts().onDutyBeside(planned("units/b", 8, 9, "B1"))))
                .isEmpty();
        assertThat(unitOfWork().read(() -> shifts().onDutyBeside(early))).isEmpty();
    }

    @Test
    void a_unit_claims_waters_until_its_shift_is_over() {
        // Given
        Shift ashore = planned("units/a", 0, 8, "A1");
        Shift onWaters = added(new Shift(
                ashore.id(),
                1,
                "units/a",
                Optional.empty(),
                ashore.from(),
                ashore.until(),
                ashore.crew(),
                new OnWaters(List.of("gridFeatures/waterway-river")),
                new Planned()));
        Shift ignored = added(planned("units/b", 0, 8, "B1"));

        // When
        boolean claims = unitOfWork().read(() -> shifts().isClaimingWaters("units/a"));

        // Then
        assertThat(claims).isTrue();
        assertThat(unitOfWork().read(() -> shifts().isClaimingWaters("units/b")))
                .isFalse();
        var cancelled =
                changed(onWaters, s -> s.cancel("sick", EIGHT, Optional.empty()).orRefuse());
        assertThat(unitOfWork().read(() -> shifts().isClaimingWaters(cancelled.unit())))
                .isFalse();
    }

    @Test
    void lists_begin_with_the_newest_and_keep_to_their_filter() {
        // Given
        Shift first = added(planned("units/a", 0, 8, "A1"));
        Shift second = started(added(planned("units/b", 0, 8, "B1")));
        Shift third = added(planned("units/a", 8, 16, "A1"));

        // When
        Page page = Page.of(1, 50, "", "");
        List<Shift> newest = unitOfWork().read(() -> shifts().list(page, ALL));
        Page next = Page.of(2, 50, page.next(newest, s -> s.id().toString()), "");

        // Then
        assertThat(newest).containsExactly(third, second);
        assertThat(unitOfWork().read(() -> shifts().list(next, ALL))).containsExactly(second, first);
        assertThat(unitOfWork().read(() -> shifts().list(Page.of(9, 50, "", ""), ofUnit("units/a"))))
                .containsExactly(third, first);
        assertThat(unitOfWork().read(() -> shifts().list(Page.of(9, 50, "", ""), ON_DUTY)))
                .containsExactly(second);
    }

    @Test
    void a_list_by_start_regards_when_the_crew_began_and_not_the_plan() {
        // Given
        Shift neverStarted = added(planned("units/a", 8, 16, "A1"));
        Shift before = started(added(planned("units/b", 7, 16, "B1")));
        Shift first = started(added(planned("units/c", 8, 16, "C1")));
        Shift after = started(added(planned("units/d", 9, 17, "D1")));

        // When
        List<Shift> found = unitOfWork()
                .read(() -> shifts().list(
                                Page.of(9, 50, "", ""),
                                startedBetween(EIGHT.plus(Duration.ofHours(8)), EIGHT.plus(Duration.ofHours(9)))));

        // Then
        assertThat(found).containsExactly(first).doesNotContain(neverStarted, before, after);
    }
}
