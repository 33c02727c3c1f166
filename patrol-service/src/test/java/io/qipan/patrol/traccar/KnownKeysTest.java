package io.qipan.patrol.traccar;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.device.model.DeviceKey;
import io.qipan.patrol.device.model.KeyHash;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownKeysTest {
    private final KnownKeys knownKeys = new KnownKeys();

    private static KeyHash key() {
        return DeviceKey.fresh().hash();
    }

    /** Whether the key is looked up while so many strangers are. */
    private Optional<Boolean> lookUpBeside(int strangers, KeyHash key) {
        return strangers == 0
                ? knownKeys.lookUp(key, () -> true)
                : knownKeys
                        .lookUp(key(), () -> lookUpBeside(strangers - 1, key))
                        .orElseThrow();
    }

    @Test
    void who_tries_any_number_of_keys_locks_nobody_out() {
        // Given
        for (int i = 0; i < 1_000; i++) {
            KeyHash tried = key();
            var ignored = knownKeys.lookUp(tried, () -> false);
            knownKeys.wrong(tried);
        }

        // When
        Optional<Boolean> newcomer = knownKeys.lookUp(key(), () -> true);

        // Then
        assertThat(newcomer).contains(true);
    }

    @Test
    void strangers_are_looked_up_a_few_at_a_time_and_wait_for_nobody() {
        // When
        Optional<Boolean> oneMore = lookUpBeside(KnownKeys.STRANGERS_AT_ONCE, key());

        // Then
        assertThat(oneMore).isEmpty();
        assertThat(lookUpBeside(KnownKeys.STRANGERS_AT_ONCE - 1, key())).contains(true);
    }

    @Test
    void telephones_that_were_right_go_on_beside_any_number_of_strangers() {
        // Given
        KeyHash known = key();
        knownKeys.right(known);

        // When
        Optional<Boolean> found = lookUpBeside(KnownKeys.STRANGERS_AT_ONCE, known);

        // Then
        assertThat(found).contains(true);
        knownKeys.wrong(known);
        assertThat(lookUpBeside(KnownKeys.STRANGERS_AT_ONCE, known)).isEmpty();
    }
}
