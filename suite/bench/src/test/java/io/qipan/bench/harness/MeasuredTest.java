package io.qipan.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MeasuredTest {

    @Test
    void percentilesAreTheSmallestValueThatTheShareDoesNotExceed() {
        // Given
        Measured side = new Measured("side", List.of(round(1, 60), round(61, 100)));

        // When
        double[] found = {side.percentileMillis(0.5), side.percentileMillis(0.99), side.percentileMillis(1)};

        // Then
        assertThat(found).containsExactly(50, 99, 100);
    }

    @Test
    void theMedianOfAnEvenNumberOfRoundsLiesBetweenTheMiddleTwo() {
        // Given
        Measured side = new Measured("side", List.of(round(1, 10), round(1, 40), round(1, 20), round(1, 30)));

        // When
        double median = side.median();

        // Then
        assertThat(median).isEqualTo(25);
        assertThat(side.lowest()).isEqualTo(10);
        assertThat(side.highest()).isEqualTo(40);
    }

    /** A second in which this work was done: from the given milliseconds on, each piece 1 ms longer. */
    private static Round round(int fromMillis, int toMillis) {
        long[] latencies = LongStream.rangeClosed(fromMillis, toMillis)
                .map(ms -> ms * 1_000_000)
                .toArray();
        return new Round(latencies, 1, 1, 0, Optional.empty());
    }
}
