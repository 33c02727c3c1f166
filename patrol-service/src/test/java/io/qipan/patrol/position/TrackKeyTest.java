package io.qipan.patrol.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackKeyTest {

    @Test
    void a_key_is_read_as_it_was_written() {
        // Given
        TrackKey key = new TrackKey(Instant.parse("2026-11-20T02:00:00.123456Z"), "", 42);

        // When
        TrackKey read = TrackKey.parse(key.toString());

        // Then
        assertThat(read).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-20T02:00:00Z phone",
                "2026-11-20T02:00:00Z ph'one 1",
                "2026-11-20T02:00:00Z phone 99999999999999999999",
                "+1000000000-12-31T23:59:59Z phone 1",
                "2026-11-41T02:00:00Z phone 1"
            })
    void what_was_made_up_is_no_key(String text) {
        assertThatThrownBy(() -> TrackKey.parse(text)).isInstanceOf(RuntimeException.class);
    }
}
