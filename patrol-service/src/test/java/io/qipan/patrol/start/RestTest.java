package io.qipan.patrol.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RestTest {
    private final Rest rest = new Rest();

    private Duration after(long... looksMs) {
        Duration told = Duration.ZERO;
        for (long ms : looksMs) {
            told = rest.after(Duration.ofMillis(ms));
        }
        return told;
    }

    @Test
    void looks_that_all_take_long_take_a_fifth_of_the_time() {
        // When
        Duration told = after(100, 100, 100, 100);

        // Then
        assertThat(told).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void one_that_takes_long_is_made_up_for_little_by_little() {
        // Given
        Duration before = after(10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10);

        // When
        Duration told = after(330);
        List<Duration> then = Stream.generate(() -> after(10)).limit(16).toList();

        // Then
        assertThat(before).isEqualTo(Duration.ofMillis(40));
        assertThat(told).isEqualTo(Duration.ofMillis(120));
        assertThat(then.subList(0, 15)).containsOnly(Duration.ofMillis(120));
        assertThat(then.getLast()).isEqualTo(Duration.ofMillis(40));
        assertThat(then.stream().reduce(told, Duration::plus))
                .as("as much as after each by itself")
                .isGreaterThanOrEqualTo(Duration.ofMillis(4 * 330 + 14 * 40));
    }
}
