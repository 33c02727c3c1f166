package io.qipan.patrol.suspicion.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.position.model.Fix;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many of copies with fixes left out are found, of rides of 40 minutes; the ADR 0046 has these figures. Always the
 * same rides.
 */
class CopiesRateTest {
    private static final int RIDES = 200;
    private static final long SEED = 20261123;

    private static boolean isFound(Random random, int everyS, int oneIn) {
        double speed = 6 + 10 * random.nextDouble();
        List<Fix> first =
                CopiesProperty.ride(CopiesProperty.way(random), CopiesProperty.MORNING, speed, everyS, 3, random);
        Duration later = Duration.ofSeconds(random.nextInt(200_000));
        return !CopiesProperty.copies(first, CopiesProperty.playedAgain(first, later, oneIn, random.nextInt(oneIn)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, 100", "1, 4, 100", "1, 10, 98", "1, 20, 88",
        "5, 2, 100", "5, 4, 100", "5, 10, 98", "5, 20, 86",
        "10, 2, 100", "10, 4, 100", "10, 10, 98", "10, 20, 95",
    })
    void so_many_copies_are_found(int everyS, int oneIn, int leastPercent, TestReporter reporter) {
        // Given
        Random random = new Random(SEED);

        // When
        long found = IntStream.range(0, RIDES)
                .filter(ride -> isFound(random, everyS, oneIn))
                .count();

        // Then
        long percent = 100 * found / RIDES;
        reporter.publishEntry("a fix every " + everyS + " s, one in " + oneIn + " kept", percent + " %");
        assertThat(percent).isGreaterThanOrEqualTo(leastPercent);
    }
}
