package io.qipan.patrol.track.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.position.model.Fix;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Ellipsoid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class SimplificationProperty {

    private static List<Fix> simplified(List<Fix> fixes, double toleranceM) {
        List<Fix> kept = new ArrayList<>();
        Simplification simplification = new Simplification(toleranceM, kept::add);
        fixes.forEach(simplification::add);
        simplification.end();
        return kept;
    }

    /** Checks every fix, by a computation of its own. */
    private static void assertNoneIsFurtherThan(double toleranceM, List<Fix> fixes, List<Fix> kept) {
        int next = 0;
        Fix before = kept.getFirst();
        for (Fix fix : fixes) {
            if (next < kept.size() && kept.get(next) == fix) {
                before = fix;
                next++;
            } else {
                assertThat(Ellipsoid.metres(fix.position().wgs84(), between(before, kept.get(next), fix)))
                        .isLessThanOrEqualTo(toleranceM + 1e-6);
            }
        }
        assertThat(next).as("kept fixes are fixes of the track, in order").isEqualTo(kept.size());
    }

    private static Wgs84 between(Fix from, Fix to, Fix at) {
        double whole = Duration.between(from.position().fixedAt(), to.position().fixedAt())
                .toNanos();
        double part = Duration.between(from.position().fixedAt(), at.position().fixedAt())
                .toNanos();
        double share = whole == 0 ? 0 : part / whole;
        Wgs84 start = from.position().wgs84();
        Wgs84 end = to.position().wgs84();
        double east = Math.IEEEremainder(end.longitude() - start.longitude(), 360);
        return new Wgs84(
                start.latitude() * (1 - share) + end.latitude() * share,
                Math.IEEEremainder(start.longitude() + east * share, 360));
    }

    @Property(tries = 300)
    void no_dropped_fix_is_further_than_the_tolerance_from_the_result(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 400) int size,
            @ForAll @DoubleRange(min = 0.1, max = 5_000) double toleranceM) {
        // Given
        List<Fix> fixes = TrackMeasureProperty.track(seed, size);

        // When
        List<Fix> kept = simplified(fixes, toleranceM);

        // Then
        assertThat(kept.getFirst()).isSameAs(fixes.getFirst());
        assertThat(kept.getLast()).isSameAs(fixes.getLast());
        assertNoneIsFurtherThan(toleranceM, fixes, kept);
    }

    @Property(tries = 5)
    void it_holds_for_tracks_that_do_not_fit_into_memory_at_once(@ForAll long seed) {
        // Given
        List<Fix> fixes = TrackMeasureProperty.track(seed, 12_345);

        // When
        List<Fix> kept = simplified(fixes, 50);

        // Then
        assertNoneIsFurtherThan(50, fixes, kept);
        assertThat(kept).hasSizeLessThan(fixes.size()).doesNotHaveDuplicates();
    }

    @Example
    void an_even_straight_way_is_its_two_ends() {
        // Given
        List<Fix> fixes = Walk.of("a").steps(1_000, 3, 4, Duration.ofSeconds(1)).fixes();

        // When
        List<Fix> kept = simplified(fixes, 1);

        // Then
        assertThat(kept).containsExactly(fixes.getFirst(), fixes.getLast());
    }

    @Example
    void a_stop_on_a_straight_way_stays() {
        // Given
        List<Fix> fixes = Walk.of("a")
                .steps(60, 0, 10, Duration.ofSeconds(1))
                .steps(60, 0, 0, Duration.ofSeconds(10))
                .steps(60, 0, 10, Duration.ofSeconds(1))
                .fixes();

        // When
        List<Fix> kept = simplified(fixes, 5);

        // Then
        assertThat(kept).containsExactly(fixes.getFirst(), fixes.get(60), fixes.get(120), fixes.getLast());
    }
}
