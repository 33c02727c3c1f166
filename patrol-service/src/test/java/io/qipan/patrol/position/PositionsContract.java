package io.qipan.patrol.position;

import static io.qipan.patrol.position.Fixes.BOAT;
import static io.qipan.patrol.position.Fixes.CAR;
import static io.qipan.patrol.position.Fixes.NOW;
import static io.qipan.patrol.position.Fixes.batch;
import static io.qipan.patrol.position.Fixes.fix;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.position.Positions.DeviceSpan;
import io.qipan.patrol.position.Positions.Kept;
import io.qipan.patrol.position.Positions.Kept.Stored;
import io.qipan.patrol.position.Positions.Kept.UnitUnknown;
import io.qipan.patrol.position.model.Fix;
import io.qipan.patrol.position.model.QuarantineReason;
import io.qipan.runtime.page.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store of positions promises. */
abstract class PositionsContract {

    abstract Patrol patrol();

    @BeforeEach
    void registerUnits() {
        Fixes.register(patrol(), CAR, BOAT);
    }

    List<Kept> keep(Batch... batches) {
        return patrol().unitOfWork().run("test", () -> patrol().positions().keep(List.of(batches)));
    }

    private List<Fix> track(Instant from, Instant until, Page page) {
        return patrol().unitOfWork().read(() -> patrol().positions().track(CAR, from, until, page));
    }

    private List<Fix> track() {
        return track(Instant.EPOCH, NOW.plusSeconds(1), Page.of(0, 100, "", ""));
    }

    private Optional<Instant> lastKnown(String unit) {
        return patrol().unitOfWork()
                .read(() -> patrol().units().find(unit))
                .orElseThrow()
                .position()
                .map(position -> position.fixedAt());
    }

    @Test
    void a_fix_is_kept_with_all_it_says() {
        // Given
        Fix fix = fix("phone-1", 7, NOW);

        // When
        List<Kept> kept = keep(batch(CAR, fix));

        // Then
        assertThat(kept).containsExactly(new Stored(1, true));
        assertThat(track()).containsExactly(fix);
        assertThat(lastKnown(CAR)).contains(NOW);
    }

    @Test
    void a_known_fix_is_not_kept_again_whether_it_comes_later_or_at_once() {
        // Given
        keep(batch(CAR, fix("phone-1", 1, NOW)));
        Fix second = fix("phone-1", 2, NOW.minusSeconds(1));

        // When
        List<Kept> kept = keep(batch(CAR, fix("phone-1", 1, NOW), second), batch(CAR, second, second));

        // Then
        assertThat(kept).containsExactly(new Stored(1, false), new Stored(0, false));
        assertThat(track()).extracting(Fix::sequence).containsExactly(2L, 1L);
    }

    @Test
    void the_same_number_of_another_device_unit_or_time_is_another_fix() {
        // Given
        Fix one = fix("phone-1", 1, NOW);

        // When
        List<Kept> kept =
                keep(batch(CAR, one, fix("phone-2", 1, NOW), fix("phone-1", 1, NOW.minusSeconds(1))), batch(BOAT, one));

        // Then
        assertThat(kept).containsExactly(new Stored(3, true), new Stored(1, true));
        assertThat(track()).hasSize(3);
    }

    @Test
    void the_newest_of_many_is_the_last_known_and_a_known_one_never_comes_back() {
        // Given
        Fix ahead = fix("phone-1", 1, NOW.plusSeconds(200));
        keep(batch(CAR, ahead));
        keep(batch(CAR, fix("phone-1", 3, NOW.minusSeconds(1)), fix("phone-1", 2, NOW), fix("phone-1", 4, NOW)));

        // When
        List<Kept> kept = keep(batch(CAR, ahead));

        // Then
        assertThat(kept).containsExactly(new Stored(0, false));
        assertThat(lastKnown(CAR)).contains(NOW);
        assertThat(lastKnown(BOAT)).isEmpty();
    }

    @Test
    void a_batch_of_nobody_is_not_kept_and_does_not_disturb_others() {
        // Given
        Batch nobody = batch("units/none", fix("phone-1", 1, NOW));

        // When
        List<Kept> kept = keep(nobody, batch(CAR, fix("phone-1", 1, NOW)));

        // Then
        assertThat(kept).containsExactly(new UnitUnknown(), new Stored(1, true));
    }

    @Test
    void a_track_is_paged_oldest_first_within_its_time() {
        // Given
        for (int i = 1; i <= 5; i++) {
            keep(batch(CAR, fix("b", i, NOW.minus(Duration.ofHours(i))), fix("a", i, NOW.minus(Duration.ofHours(i)))));
        }
        Instant from = NOW.minus(Duration.ofHours(4));

        // When
        List<String> read = new ArrayList<>();
        String token = "";
        do {
            Page page = Page.of(3, 100, token, "f");
            List<Fix> found = track(from, NOW.minus(Duration.ofHours(1)), page);
            page.cut(found).forEach(fix -> read.add(fix.device() + fix.sequence()));
            token = page.next(found, fix -> TrackKey.of(fix).toString());
        } while (!token.isEmpty());

        // Then
        assertThat(read).containsExactly("a4", "b4", "a3", "b3", "a2", "b2");
    }

    @Test
    void a_bad_fix_is_kept_apart_once() {
        // Given
        var bad = Fixes.sent(9, NOW).setAccuracyM(Double.NaN).build();
        Quarantined quarantined = new Quarantined(0, CAR, "phone-1", bad, QuarantineReason.ACCURACY_IMPOSSIBLE, NOW);
        Batch batch = new Batch(CAR, List.of(), List.of(quarantined, quarantined));

        // When
        List<Kept> kept = keep(batch, batch);
        keep(batch);

        // Then
        assertThat(kept).containsOnly(new Stored(0, false));
        Page page = Page.of(0, 50, "", "");
        assertThat(patrol().unitOfWork().read(() -> patrol().positions().quarantined(Optional.of(CAR), page)))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.sent()).isEqualTo(bad);
                    assertThat(one.reason()).isEqualTo(QuarantineReason.ACCURACY_IMPOSSIBLE);
                    assertThat(one.receivedAt()).isEqualTo(NOW);
                });
        assertThat(patrol().unitOfWork().read(() -> patrol().positions().quarantined(Optional.of(BOAT), page)))
                .isEmpty();
    }

    @Test
    void devices_are_told_with_their_first_and_last_times() {
        // Given
        keep(batch(
                CAR,
                fix("phone-2", 1, NOW.minusSeconds(5)),
                fix("phone-2", 2, NOW),
                fix("phone-1", 1, NOW.minusSeconds(3)),
                fix("phone-1", 2, NOW.minusSeconds(60))));

        // When
        List<DeviceSpan> devices =
                patrol().unitOfWork().read(() -> patrol().positions().devices(CAR, NOW.minusSeconds(10), NOW));

        // Then
        assertThat(devices)
                .containsExactly(
                        new DeviceSpan("phone-2", NOW.minusSeconds(5), NOW.minusSeconds(5)),
                        new DeviceSpan("phone-1", NOW.minusSeconds(3), NOW.minusSeconds(3)));
    }

    @Test
    void a_track_can_be_of_one_device() {
        // Given
        Fix one = fix("phone-1", 1, NOW);
        keep(batch(CAR, one, fix("phone-2", 1, NOW)));

        // When
        List<Fix> track = patrol().unitOfWork()
                .read(() -> patrol().positions()
                        .track(CAR, Optional.of("phone-1"), NOW, NOW.plusSeconds(1), Page.of(0, 100, "", "")));

        // Then
        assertThat(track).containsExactly(one);
    }
}
