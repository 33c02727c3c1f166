package io.qipan.patrol.track.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qipan.patrol.position.model.Fix;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Ellipsoid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class TrackMeasureProperty {

    /** Of one device, with stops, jumps and gaps. */
    static List<Fix> track(long seed, int size) {
        java.util.Random random = new java.util.Random(seed);
        List<Fix> fixes = new ArrayList<>();
        double latitude = -60 + random.nextDouble() * 120;
        double longitude = -180 + random.nextDouble() * 360;
        Instant now = Walk.START;
        for (int i = 0; i < size; i++) {
            double pace = Math.pow(10, -6 + random.nextDouble() * (random.nextInt(20) == 0 ? 5 : 2.5));
            latitude = Math.clamp(latitude + pace * random.nextGaussian(), -80, 80);
            longitude = Math.IEEEremainder(longitude + pace * random.nextGaussian(), 360);
            now = now.plusMillis(random.nextInt(15) == 0 ? random.nextInt(900_000) : random.nextInt(10_000));
            fixes.add(Walk.at("a", i + 1L, new Wgs84(latitude, longitude), random.nextInt(50), now));
        }
        return fixes;
    }

    @Property(tries = 300)
    void the_raw_way_is_the_sum_that_anybody_can_compute(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int size) {
        // Given
        List<Fix> fixes = track(seed, size);

        // When
        TrackSummary summary = Walk.measured(fixes);

        // Then
        double sum = 0;
        for (int i = 1; i < fixes.size(); i++) {
            sum += Vincenty.metres(
                    fixes.get(i - 1).position().wgs84(), fixes.get(i).position().wgs84());
        }
        assertThat(summary.rawM()).isCloseTo(sum, within(sum * 0.005 + 0.001));
    }

    @Property(tries = 300)
    void drift_is_only_ever_taken_away(@ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int size) {
        // Given
        List<Fix> fixes = track(seed, size);

        // When
        TrackSummary summary = Walk.measured(fixes);

        // Then
        assertThat(summary.filteredM()).isLessThanOrEqualTo(summary.rawM() + 1e-6);
        assertThat(summary.gaps().overM()).isLessThanOrEqualTo(summary.filteredM() + 1e-6);
    }

    @Property(tries = 300)
    void every_moment_is_moving_standing_or_unobserved(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int size) {
        // Given
        List<Fix> fixes = track(seed, size);

        // When
        TrackSummary summary = Walk.measured(fixes);

        // Then
        Duration told = summary.times()
                .moving()
                .plus(summary.times().standing())
                .plus(summary.times().unobserved());
        Duration whole = Duration.between(
                fixes.getFirst().position().fixedAt(),
                fixes.getLast().position().fixedAt());
        assertThat(told).isLessThanOrEqualTo(whole);
        assertThat(summary.times().moving().isNegative()
                        || summary.times().standing().isNegative())
                .isFalse();
        if (summary.impossibleJumps() == 0) {
            assertThat(told).isEqualTo(whole);
        }
    }

    @Property(tries = 300)
    void the_same_fixes_twice_are_no_longer_way(@ForAll long seed, @ForAll @IntRange(min = 1, max = 100) int size) {
        // Given
        List<Fix> fixes = track(seed, size);
        List<Fix> twice =
                fixes.stream().flatMap(fix -> List.of(fix, fix).stream()).toList();

        // When
        TrackSummary summary = Walk.measured(twice);

        // Then
        if (summary.impossibleJumps() == 0) {
            assertThat(summary.filteredM()).isCloseTo(Walk.measured(fixes).filteredM(), within(1e-6));
        }
        assertThat(summary.rawM()).isCloseTo(Walk.measured(fixes).rawM(), within(1e-6));
    }

    @Property(tries = 1_000)
    void the_quick_distance_is_never_less_than_the_distance(
            @ForAll @DoubleRange(min = -90, max = 90) double latitude,
            @ForAll @DoubleRange(min = -180, max = 180) double longitude,
            @ForAll @DoubleRange(min = -0.2, max = 0.2) double north,
            @ForAll @DoubleRange(min = -0.2, max = 0.2) double east) {
        // Given
        Wgs84 from = new Wgs84(latitude, longitude);
        Wgs84 to = new Wgs84(Math.clamp(latitude + north, -90, 90), Math.IEEEremainder(longitude + east, 360));

        // When
        double atMost = Ellipsoid.metresAtMost(from, to);

        // Then
        double metres = Ellipsoid.metres(from, to);
        assertThat(atMost).isGreaterThanOrEqualTo(metres - 1e-6);
        if (Math.abs(latitude) < 60) {
            assertThat(atMost).isLessThanOrEqualTo(metres * 1.01 + 1e-6);
        }
        assertThat(metres).isCloseTo(Vincenty.metres(from, to), within(0.001));
    }
}
