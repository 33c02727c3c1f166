package io.qipan.patrol.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.coverage.model.Beat;
import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.Grid;
import io.qipan.patrol.grid.model.GridChange;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.grid.model.GridRevision;
import io.qipan.patrol.id.ResourceId;
import io.qipan.patrol.roster.model.Beat.OnWaters;
import io.qipan.patrol.roster.model.CrewMember;
import io.qipan.patrol.roster.model.Shift;
import io.qipan.patrol.unit.PutUnitKind;
import io.qipan.patrol.unit.UpdateUnit;
import io.qipan.patrol.unit.UpdateUnit.Correction;
import io.qipan.patrol.unit.model.Kind;
import io.qipan.patrol.unit.model.Medium;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.RefusedException;
import io.qipan.runtime.work.Tx;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A shift on the water is planned while the unit, or its kind, loses the water. */
class WaterRaceIT {
    private static final String HOVER = "units/hover-1";
    private static final String VAN = "units/van-1";
    private static final String RIVER = "gridFeatures/water-R";

    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final TestClock clock = TestClock.standing();
    private final Instant now = clock.instant();
    private final Patrol patrol = Patrol.onPostgres(DATABASE.unitOfWork(), clock);
    private final RosterBoard board = new RosterBoard(patrol, RosterRulesIT.NOBODY_ELSE);
    private final PutUnitKind putUnitKind = new PutUnitKind(
            patrol.kinds(), patrol.units(), patrol.waterClaims(), patrol.fleetChange(), patrol.journal());
    private final UpdateUnit updateUnit = new UpdateUnit(
            patrol.units(),
            patrol.kinds(),
            patrol.stations(),
            patrol.waterClaims(),
            patrol.fleetChange(),
            patrol.journal());

    private static Kind hovercraft(String... capabilities) {
        Map<Medium, Double> speeds = new EnumMap<>(Medium.class);
        Medium.among(List.of(capabilities)).forEach(medium -> speeds.put(medium, 12.0));
        return new Kind(
                "hovercraft",
                1,
                "Hovercraft",
                "气垫船",
                List.of(capabilities),
                12,
                Duration.ofMinutes(2),
                speeds,
                3,
                List.of());
    }

    @BeforeEach
    void givenUnitsAndARiver() {
        List<GridFeature> features =
                List.of(Beat.drawn(FeatureKind.WATER, "R", "POLYGON ((0 0, 4 0, 4 20, 0 20, 0 0))"));
        boolean ignored = done(() -> {
            patrol.grids()
                    .add(
                            new GridRevision(1, now, "test", "", 1, 0, 0),
                            GridChange.between(Grid.empty(), Grid.of(1, features)));
            return patrol.kinds().add(hovercraft("road", "water"))
                    && patrol.units()
                            .add(Unit.registered(HOVER, HOVER, "hovercraft", List.of(), Optional.empty()))
                            .isEmpty()
                    && patrol.units()
                            .add(Unit.registered(VAN, VAN, "patrol_car", List.of("water"), Optional.empty()))
                            .isEmpty();
        });
        board.liveGrid().refresh();
    }

    @AfterEach
    void forget() {
        DATABASE.clear();
        DATABASE.execute("delete from unit_kind where code = 'hovercraft'");
    }

    private static <T> T done(Supplier<T> work) {
        return DATABASE.unitOfWork().run("test", work);
    }

    private Shift plan(String unit) {
        return board.planShift()
                .plan(
                        new PlanShift.Plan(
                                ResourceId.fresh(),
                                unit,
                                Optional.empty(),
                                now,
                                now.plus(Duration.ofHours(8)),
                                List.of(new CrewMember("A1", "leader")),
                                new OnWaters(List.of(RIVER))),
                        now);
    }

    private Kind leaveOnLand() {
        return putUnitKind.put(Optional.of("1"), hovercraft("road"), "skirt torn", now);
    }

    private Unit takeTheWaterFromTheVan() {
        return updateUnit.update(new Correction(VAN, "1", VAN, List.of(), Optional.empty(), "no boat any more"), now);
    }

    /** The other begins while the first has done its part and not committed it, and waits for that or is done. */
    private static <A, B> Future<B> meanwhile(Supplier<A> first, Supplier<B> other) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return done(() -> {
                A ignored = first.get();
                Future<B> otherDone = threads.submit(() -> done(other));
                await().atMost(Duration.ofSeconds(20)).until(() -> otherDone.isDone() || somebodyWaits());
                return otherDone;
            });
        }
    }

    private static boolean somebodyWaits() {
        return DATABASE.unitOfWork()
                        .read(() -> Tx.current().query("""
                                        select count(*) from pg_stat_activity
                                        where datname = current_database()
                                            and cardinality(pg_blocking_pids(pid)) > 0""").iterator().next().getLong(0))
                > 0;
    }

    private static void assertRefused(Future<?> other, Reason reason, String with) {
        assertThatThrownBy(other::get).cause().isInstanceOfSatisfying(RefusedException.class, refused -> {
            assertThat(refused.refusal().reason()).isEqualTo(reason);
            assertThat(refused.refusal().metadata()).containsValue(with);
        });
    }

    @Test
    void a_kind_does_not_lose_the_water_while_a_shift_on_it_is_planned() {
        // When
        Future<Kind> revised = meanwhile(() -> plan(HOVER), this::leaveOnLand);

        // Then
        assertRefused(revised, Reason.UNIT_KIND_IN_USE, "waters");
    }

    @Test
    void no_shift_on_the_water_is_planned_while_its_kind_loses_it() {
        // When
        Future<Shift> planned = meanwhile(this::leaveOnLand, () -> plan(HOVER));

        // Then
        assertRefused(planned, Reason.INCOMPLETE, "medium_off_land");
    }

    @Test
    void a_unit_does_not_lose_the_water_while_a_shift_on_it_is_planned() {
        // When
        Future<Unit> corrected = meanwhile(() -> plan(VAN), this::takeTheWaterFromTheVan);

        // Then
        assertRefused(corrected, Reason.UNIT_KIND_IN_USE, "waters");
    }

    @Test
    void no_shift_on_the_water_is_planned_while_its_unit_loses_it() {
        // When
        Future<Shift> planned = meanwhile(this::takeTheWaterFromTheVan, () -> plan(VAN));

        // Then
        assertRefused(planned, Reason.INCOMPLETE, "medium_off_land");
    }
}
