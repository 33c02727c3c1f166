package io.qipan.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StoryClockTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final AtomicReference<Instant> real = new AtomicReference<>(START);
    private final StoryClock clock = new StoryClock(real::get, LocalTime.of(1, 0));

    @Test
    void itRunsAsFastAsTheRealClock() {
        // Given
        Instant moment = START.plusSeconds(15);

        // When
        String story = clock.inWords(moment);

        // Then
        assertThat(story).isEqualTo("01:00:15");
    }

    @Test
    void itJumpsAheadAndRemembersWhatWasBefore() {
        // Given
        real.set(START.plusSeconds(10));

        // When
        clock.jumpTo(LocalTime.of(1, 24));

        // Then
        assertThat(clock.inWords(START.plusSeconds(9))).isEqualTo("01:00:09");
        assertThat(clock.inWords(START.plusSeconds(12))).isEqualTo("01:24:02");
    }

    @Test
    void itNeverGoesBack() {
        // Given
        real.set(START.plusSeconds(60));

        // When
        clock.jumpTo(LocalTime.of(1, 0, 30));

        // Then
        assertThat(clock.now()).isEqualTo("01:01:00");
    }
}
