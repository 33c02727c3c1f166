package io.qipan.dispatch.review.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.qipan.dispatch.review.model.ClosureFigure.Interval;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClosureFigureTest {

    private static ClosureFigure figure(long reviewed, long wrong) {
        return new ClosureFigure(true, "CALLED_OFF", Ground.BY_TWO, reviewed, reviewed, reviewed, wrong);
    }

    /** Bounds are the roots of (p - x)² = z² x (1 - x) / n, solved beside this code. */
    @ParameterizedTest
    @CsvSource({
        "10, 0, 0.0, 0.277533",
        "10, 10, 0.722467, 1.0",
        "10, 5, 0.236593, 0.763407",
        "100, 5, 0.021543, 0.111752"
    })
    void the_interval_is_wilsons(long reviewed, long wrong, double low, double high) {
        // Given
        ClosureFigure figure = figure(reviewed, wrong);

        // When
        Interval interval = figure.interval();

        // Then
        assertThat(interval.low()).isCloseTo(low, within(2e-6));
        assertThat(interval.high()).isCloseTo(high, within(2e-6));
    }

    @Test
    void of_none_nothing_is_known() {
        // Given
        ClosureFigure none = figure(0, 0);

        // When
        Interval interval = none.interval();

        // Then
        assertThat(interval).isEqualTo(new Interval(0, 1));
        assertThat(none.shareWrong()).isZero();
    }

    @Property
    void the_share_lies_in_its_interval_and_both_bounds_solve_the_equation(
            @ForAll @IntRange(min = 1, max = 5_000) int reviewed, @ForAll @IntRange(max = 5_000) int some) {
        // Given
        ClosureFigure figure = figure(reviewed, some % (reviewed + 1));

        // When
        Interval interval = figure.interval();

        // Then
        assertThat(figure.shareWrong()).isBetween(interval.low() - 1e-12, interval.high() + 1e-12);
        for (double x : new double[] {interval.low(), interval.high()}) {
            assertThat(Math.pow(figure.shareWrong() - x, 2))
                    .isCloseTo(1.959964 * 1.959964 * x * (1 - x) / reviewed, within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void what_is_no_share_stops_the_start(double share) {
        // Given
        Map<Ground, Double> shares = Map.of(
                Ground.ORDINARY, 0.05, Ground.BY_TWO, 1.0, Ground.UNATTENDED, 0.0, Ground.HOAX_OR_ACCIDENTAL, share);

        // When, then
        assertThatThrownBy(() -> new Shares(shares))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("HOAX_OR_ACCIDENTAL")
                .hasMessageContaining("0 to 1");
    }
}
