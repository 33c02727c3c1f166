package io.qipan.patrol.traccar;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WrongKeysTest {
    private static final String HOME = "192.0.2.1";

    private final TestClock clock = TestClock.at(Instant.parse("2026-11-22T02:00:00Z"));
    private final WrongKeys wrongKeys = new WrongKeys(clock);

    private void tryOften() {
        for (int i = 0; i < WrongKeys.MOST; i++) {
            assertThat(wrongKeys.mayTry(HOME, "phone " + i)).isTrue();
            wrongKeys.wrong(HOME, "phone " + i);
        }
    }

    @Test
    void who_tries_too_often_has_to_wait() {
        // Given
        tryOften();

        // When
        boolean mayTry = wrongKeys.mayTry(HOME, "phone x");

        // Then
        assertThat(mayTry).isFalse();
        assertThat(wrongKeys.mayTry("192.0.2.2", "phone x")).isTrue();
        clock.advance(Duration.ofSeconds(61));
        assertThat(wrongKeys.mayTry(HOME, "phone x")).isTrue();
    }

    @Test
    void telephones_that_were_right_go_on_beside_the_one_that_tries() {
        // Given
        wrongKeys.right("phone-1 key");

        // When
        tryOften();

        // Then
        assertThat(wrongKeys.mayTry(HOME, "phone-1 key")).isTrue();
        wrongKeys.wrong(HOME, "phone-1 key");
        assertThat(wrongKeys.mayTry(HOME, "phone-1 key")).isFalse();
    }
}
