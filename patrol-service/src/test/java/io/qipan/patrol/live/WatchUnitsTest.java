package io.qipan.patrol.live;

import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.position.ReportPosition;
import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.unit.FakeUnits;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.patrol.unit.model.UnitStatus.OutOfService;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.Circle;
import io.qipan.proto.patrol.v1.UnitFilter;
import io.qipan.proto.patrol.v1.UnitUpdate;
import io.qipan.proto.patrol.v1.UnitUpdate.UpdateCase;
import io.qipan.proto.patrol.v1.WatchUnitsResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.FakeJournal;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a watcher of units is told. */
class WatchUnitsTest {
    private static final Pace PACE = new Pace(Duration.ofMillis(300), Duration.ofSeconds(2));
    /** The one in the middle of the circle. */
    private static final String CAR = "units/car";

    private final TestClock clock = TestClock.standing();
    private final Patrol patrol = Patrol.inMemory(clock, new FakeJournal());
    private final LivePicture live = patrol.livePicture();
    private final LiveMeters meters = new LiveMeters(patrol.meters());
    private final Watches watches = new Watches(live, meters, 2);

    private final TestTokens.Revocable tokens = new TestTokens.Revocable(clock);

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(() -> List.of(new LiveRpc(live, watches, meters, clock, PACE)))
            .withClock(clock)
            .withVerifier(tokens);

    @BeforeEach
    void register() {
        register(CAR);
        report(CAR, 39);
        live.refresh();
    }

    private void register(String name) {
        Unit unit = Unit.registered(name, name, "patrol_car", List.of(), Optional.empty());
        run(() -> patrol.units().add(unit));
    }

    private void run(Runnable work) {
        boolean ignored = patrol.unitOfWork().run("test", () -> {
            work.run();
            return true;
        });
    }

    private void report(String unit, double latitude) {
        Position position = Position.reported(new Wgs84(latitude, 106), 5, clock.instant(), clock.instant());
        run(() -> new ReportPosition(patrol.positions()).report(unit, position));
    }

    private void move(String unit, double latitude) {
        report(unit, latitude);
        live.refresh();
    }

    /** A circle of a kilometre around the place where the car is. */
    private static UnitFilter.Builder here() {
        return UnitFilter.newBuilder()
                .setCircle(Circle.newBuilder()
                        .setCenter(Point.newBuilder()
                                .setLatitude(39)
                                .setLongitude(106)
                                .setDatum(Datum.WGS84))
                        .setRadiusM(1_000));
    }

    private WatchedUnits watch() {
        return WatchedUnits.open(harness.channel(Role.DISPATCHER), here());
    }

    private static UpdateCase only(List<UnitUpdate> updates) {
        assertThat(updates).hasSize(1);
        return updates.getFirst().getUpdateCase();
    }

    private double conflated() {
        return patrol.meters().counter("qipan.live.conflated").count();
    }

    @Test
    void the_units_that_are_there_come_first_and_then_what_becomes_of_them() {
        // Given
        WatchedUnits watch = watch();
        assertThat(watch.snapshot())
                .singleElement()
                .satisfies(update -> assertThat(update.getEntered().getName()).isEqualTo(CAR));

        // When
        clock.advance(Duration.ofSeconds(1));
        move(CAR, 39.001);
        UnitUpdate moved = watch.updates().getFirst();
        run(() -> patrol.units()
                .save(patrol.units()
                        .find(CAR)
                        .orElseThrow()
                        .change("1", new OutOfService("engine"))
                        .orRefuse()));
        live.refresh();
        UnitUpdate changed = watch.updates().getFirst();
        move(CAR, 39.5);
        UnitUpdate left = watch.updates().getFirst();
        move(CAR, 39);
        UnitUpdate entered = watch.updates().getFirst();

        // Then
        assertThat(moved.getMoved().getUnit()).isEqualTo(CAR);
        assertThat(moved.getMoved().getPosition().getWgs84().getLatitude()).isEqualTo(39.001);
        assertThat(moved.getMoved().getPosition().getFixedAt()).isEqualTo(Times.message(clock.instant()));
        assertThat(changed.getChanged().getStatusReason()).isEqualTo("engine");
        assertThat(left.getLeft()).isEqualTo(CAR);
        assertThat(entered.getEntered().getPosition().getWgs84().getLatitude()).isEqualTo(39);
        watch.cancel();
    }

    @Test
    void a_unit_that_is_not_there_any_more_has_left() {
        // Given
        WatchedUnits watch = watch();
        watch.snapshot();

        // When
        ((FakeUnits) patrol.units()).vanish(CAR);
        live.refresh();

        // Then
        assertThat(watch.updates().getFirst().getLeft()).isEqualTo(CAR);
        watch.cancel();
    }

    @Test
    void whoever_was_too_far_behind_for_single_steps_hears_of_it_too() {
        // Given a reader that takes nothing while more happens than is kept
        WatchedUnits slow = WatchedUnits.openTakingNothing(harness.channel(Role.DISPATCHER), here());
        slow.take(1);
        slow.snapshot();
        register("units/other");
        ((FakeUnits) patrol.units()).vanish(CAR);

        // When
        for (int i = 0; i < 200; i++) {
            move("units/other", 50 + i * 1e-6);
        }
        slow.take(Integer.MAX_VALUE);

        // Then
        assertThat(slow.updates().getFirst().getLeft()).isEqualTo(CAR);
        slow.cancel();
    }

    @Test
    void what_happens_elsewhere_is_not_told() {
        // Given
        WatchedUnits watch = watch();
        watch.snapshot();
        register("units/far");
        move("units/far", 50);

        // When
        move("units/far", 51);
        move(CAR, 39.001);

        // Then
        assertThat(only(watch.updates())).isEqualTo(UpdateCase.MOVED);
        watch.cancel();
    }

    @Test
    void many_units_come_in_several_messages_and_the_last_one_says_so() {
        // Given
        for (int i = 0; i < 450; i++) {
            register("units/u-" + i);
            report("units/u-" + i, 39);
        }
        live.refresh();

        // When
        WatchedUnits watch = watch();

        // Then
        WatchUnitsResponse first = watch.next();
        assertThat(first.getUpdatesCount()).isEqualTo(200);
        assertThat(first.getSnapshotComplete()).isFalse();
        assertThat(first.hasAsOf()).isFalse();
        assertThat(watch.snapshot()).hasSize(251);
        watch.cancel();
    }

    @Test
    void a_silent_watch_says_of_when_the_picture_is() {
        // Given
        WatchedUnits watch = watch();
        watch.snapshot();
        Instant later = clock.advance(Duration.ofSeconds(7));
        live.refresh();

        // When
        WatchUnitsResponse beat = watch.next();

        // Then
        assertThat(beat.getUpdatesCount()).isZero();
        assertThat(beat.getSnapshotComplete()).isFalse();
        assertThat(beat.getAsOf()).isEqualTo(Times.message(later));
        watch.cancel();
    }

    @Test
    void a_slow_reader_gets_the_newest_of_each_unit_and_nothing_piles_up() {
        // Given
        WatchedUnits slow = WatchedUnits.openTakingNothing(harness.channel(Role.DISPATCHER), here());
        slow.take(1);
        slow.snapshot();

        // When
        AtomicInteger moves = new AtomicInteger();
        Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> {
            move(CAR, 39 + moves.incrementAndGet() * 1e-6);
            return conflated() >= 50;
        });
        slow.take(Integer.MAX_VALUE);

        // Then
        Awaitility.await()
                .untilAsserted(() -> assertThat(slow.updates()
                                .getLast()
                                .getMoved()
                                .getPosition()
                                .getWgs84()
                                .getLatitude())
                        .isEqualTo(39 + moves.get() * 1e-6));
        assertThat(slow.receivedCount()).isLessThan(10);
        slow.cancel();
    }

    @Test
    void a_reader_that_takes_nothing_is_ended() {
        // Given
        WatchedUnits dead = WatchedUnits.openTakingNothing(harness.channel(Role.DISPATCHER), here());

        // When
        dead.take(1);

        // Then
        assertThat(reasonOf(dead.end())).isEqualTo(Reason.WATCHER_TOO_SLOW);
    }

    @Test
    void a_watch_ends_with_the_key_that_signed_its_token() {
        // Given
        WatchedUnits watch = watch();
        watch.snapshot();

        // When
        tokens.revoke();

        // Then
        assertThat(reasonOf(watch.end())).isEqualTo(Reason.TOKEN_INVALID);
    }

    @Test
    void a_watch_ends_with_its_token_and_with_the_service() {
        // Given
        WatchedUnits watch = watch();
        watch.snapshot();

        // When
        clock.set(Instant.parse("2100-01-01T00:01:00Z"));

        // Then
        assertThat(reasonOf(watch.end())).isEqualTo(Reason.TOKEN_EXPIRED);
        clock.set(Instant.parse("2026-11-20T02:00:00Z"));
        WatchedUnits second = watch();
        second.snapshot();
        watches.end();
        assertThat(reasonOf(second.end())).isEqualTo(Reason.SHUTTING_DOWN);
        assertThat(reasonOf(watch().end())).isEqualTo(Reason.SHUTTING_DOWN);
    }

    @Test
    void there_are_not_more_watches_than_allowed() {
        // Given
        WatchedUnits one = watch();
        WatchedUnits other = watch();
        one.snapshot();
        other.snapshot();

        // When
        WatchedUnits third = watch();

        // Then
        assertThat(reasonOf(third.end())).isEqualTo(Reason.OVERLOADED);
        assertThat(metadataOf(third.end())).containsEntry("limit", "2");
        one.cancel();
        Awaitility.await().until(() -> watches.open() == 1);
        assertThat(watch().snapshot()).hasSize(1);
    }
}
