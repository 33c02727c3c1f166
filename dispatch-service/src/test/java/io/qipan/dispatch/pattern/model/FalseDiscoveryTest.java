package io.qipan.dispatch.pattern.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FalseDiscoveryTest {

    /** The fifteen p-values of the example in Benjamini and Hochberg 1995, which take the first four at 0.05. */
    @Test
    void the_step_up_rule_takes_what_its_authors_took() {
        // Given
        double[] pValues = {
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0
        };

        // When
        double threshold = FalseDiscovery.threshold(pValues, 0.05);

        // Then
        assertThat(threshold).isCloseTo(0.05 * 4 / 15, within(1e-12));
    }

    @Test
    void a_later_one_that_is_low_enough_takes_those_before_it_along() {
        // Given: 0.04 is above 0.05 / 2, and 0.045 is not above 0.05
        double[] pValues = {0.045, 0.04};

        // When
        double threshold = FalseDiscovery.threshold(pValues, 0.05);

        // Then
        assertThat(FalseDiscovery.isWithin(0.04, threshold)).isTrue();
        assertThat(FalseDiscovery.isWithin(0.045, threshold)).isTrue();
    }

    @Test
    void nothing_is_taken_of_nothing() {
        // When
        double threshold = FalseDiscovery.threshold(new double[0], 0.05);

        // Then
        assertThat(threshold).isZero();
        assertThat(FalseDiscovery.threshold(new double[] {0.06, 0.9}, 0.05)).isZero();
    }
}
