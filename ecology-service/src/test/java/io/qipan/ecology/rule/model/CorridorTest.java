package io.qipan.ecology.rule.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Distance;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.assertj.core.data.Percentage;

class CorridorTest {
    private static final Corridor EASTWARDS =
            new Corridor(List.of(new Wgs84(42, 118), new Wgs84(42, 119), new Wgs84(42, 120)), 6_000, 5_000);
    private static final double METRES_PER_DEGREE = Distance.metres(new Wgs84(42, 119), new Wgs84(43, 119));

    @Property
    void aPointBesideALineIsAsFarAsTheWayToIt(
            @ForAll @Scale(4) @DoubleRange(min = 118, max = 120) double longitude,
            @ForAll @Scale(4) @DoubleRange(min = 0.001, max = 0.3) double north) {
        // Given
        Wgs84 point = new Wgs84(42 + north, longitude);

        // When
        double distance = EASTWARDS.distanceM(point);

        // Then
        assertThat(distance).isCloseTo(north * METRES_PER_DEGREE, Percentage.withPercentage(0.1));
    }

    @Property
    void aPointIsNeverFurtherFromTheLineThanFromACornerNearBy(
            @ForAll @Scale(4) @DoubleRange(min = 41.8, max = 42.2) double latitude,
            @ForAll @Scale(4) @DoubleRange(min = 118.8, max = 119.2) double longitude) {
        // Given
        Wgs84 point = new Wgs84(latitude, longitude);

        // When
        double distance = EASTWARDS.distanceM(point);

        // Then
        assertThat(distance).isLessThanOrEqualTo(Distance.metres(point, new Wgs84(42, 119)) * 1.001);
    }

    @Property
    void anyPointOnEarthHasADistance(
            @ForAll @DoubleRange(min = -90, max = 90) double latitude,
            @ForAll @DoubleRange(min = -180, max = 180) double longitude) {
        // When
        double distance = EASTWARDS.distanceM(new Wgs84(latitude, longitude));

        // Then
        assertThat(distance).isFinite().isNotNegative();
    }

    @Example
    void beyondTheEndOfTheLineTheDistanceIsThatToTheEnd() {
        // Given
        Wgs84 point = new Wgs84(42, 120.5);

        // When
        double distance = EASTWARDS.distanceM(point);

        // Then
        assertThat(distance).isCloseTo(Distance.metres(point, new Wgs84(42, 120)), within(10.0));
    }

    @Example
    void uncertaintyThatReachesOverTheBorderIsUncertain() {
        // Given
        Water water = new Water("river", new Text("the river", "河"), EASTWARDS);
        Wgs84 halfAKmNorth = new Wgs84(42 + 500 / METRES_PER_DEGREE, 119);
        Wgs84 sevenKmNorth = new Wgs84(42 + 7_000 / METRES_PER_DEGREE, 119);

        // When
        Fit wellInside = water.fit(halfAKmNorth, 400);

        // Then
        assertThat(wellInside).isInstanceOf(Fit.Inside.class);
        assertThat(water.fit(halfAKmNorth, 600)).isInstanceOf(Fit.Uncertain.class);
        assertThat(water.fit(sevenKmNorth, 1_100)).isInstanceOf(Fit.Uncertain.class);
        assertThat(water.fit(sevenKmNorth, 900)).isInstanceOf(Fit.Outside.class);
    }

    @Example
    void nothingIsCertainInACorridorThatIsNoWiderThanItIsAccurate() {
        // Given
        Corridor coarse = new Corridor(EASTWARDS.line(), 6_000, 6_000);
        Water water = new Water("river", new Text("the river", "河"), coarse);

        // When
        Fit onTheLine = water.fit(new Wgs84(42, 119), 1);

        // Then
        assertThat(onTheLine).isInstanceOfSatisfying(Fit.Uncertain.class, fit -> {
            assertThat(fit.because().en()).contains("so that no point lies in it for certain");
            assertThat(fit.because().zh()).contains("均不能确认");
        });
    }
}
