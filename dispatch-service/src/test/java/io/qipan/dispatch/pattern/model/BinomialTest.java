package io.qipan.dispatch.pattern.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qipan.dispatch.pattern.model.Binomial.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialTest {

    /**
     * None of n: upper end 1 - 0.025^(1/n); all of n: its mirror; the others by the definition, computed apart with
     * lgamma.
     */
    @ParameterizedTest
    @CsvSource({
        "0, 10, 0, 0.3084971078",
        "10, 10, 0.6915028922, 1",
        "5, 10, 0.1870860284, 0.8129139716",
        "50, 1000, 0.0373353976, 0.0653904879"
    })
    void the_interval_is_the_exact_one(int hits, int of, double lower, double upper) {
        // When
        Interval interval = new Binomial(hits, of).interval(0.95);

        // Then
        assertThat(interval.lower()).isCloseTo(lower, within(1e-7));
        assertThat(interval.upper()).isCloseTo(upper, within(1e-7));
    }

    @ParameterizedTest
    @CsvSource({"0, 6, 0.03125", "6, 6, 0.03125", "0, 5, 0.0625", "5, 10, 1", "2, 10, 0.109375"})
    void the_p_value_is_twice_the_smaller_tail(int hits, int of, double pValue) {
        // When
        double computed = new Binomial(hits, of).pValueOfOneHalf();

        // Then
        assertThat(computed).isCloseTo(pValue, within(1e-12));
    }

    @Test
    void nothing_of_nothing_says_nothing() {
        // When
        Interval interval = new Binomial(0, 0).interval(0.95);

        // Then
        assertThat(interval).isEqualTo(new Interval(0, 1));
        assertThat(new Binomial(0, 0).pValueOfOneHalf()).isEqualTo(1);
    }
}
