package io.qipan.runtime.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.runtime.caller.Role;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenLifeTest {

    @TempDir
    Path folder = Path.of("");

    private final TestClock clock = TestClock.standing();

    private TokenLife life(String content) throws IOException {
        return new TokenLife(Files.writeString(folder.resolve("peer.token"), content), clock);
    }

    private String lasting(Duration life) {
        return TestTokens.claims("dispatch-service", Role.SERVICE)
                .until(clock.instant().plus(life))
                .signed();
    }

    @Test
    void tellsHowLongTheTokenHoldsAndFollowsTheFile() throws IOException {
        // Given
        TokenLife life = life(lasting(Duration.ofDays(30)) + "\n");
        double before = life.secondsLeft();
        clock.advance(Duration.ofDays(31));

        // When
        double after = life.secondsLeft();

        // Then
        assertThat(before).isBetween(30 * 86_400.0 - 1, 30 * 86_400.0);
        assertThat(after).isNegative();
        assertThat(life(lasting(Duration.ofDays(1))).secondsLeft()).isPositive();
    }

    @Test
    void isNoNumberWhenNothingCanBeSaid() throws IOException {
        assertThat(life("no token").secondsLeft()).isNaN();
        assertThat(new TokenLife(folder.resolve("none"), clock).secondsLeft()).isNaN();
    }
}
