package io.qipan.dispatch.order.model;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qipan.dispatch.order.model.Ladder.Action;
import io.qipan.dispatch.order.model.Ladder.Rung;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LadderTest {

    private static List<Duration> seconds(Integer... seconds) {
        return Stream.of(seconds).map(Duration::ofSeconds).toList();
    }

    @Test
    void has_a_rung_for_each_action_and_gives_up_last() {
        // When
        Ladder ladder = Ladder.of(seconds(15, 30, 60, 120));

        // Then
        assertThat(ladder.rungs())
                .containsExactly(
                        new Rung(ofSeconds(15), Action.ALERT_UNIT_AGAIN),
                        new Rung(ofSeconds(30), Action.ALERT_OWNER),
                        new Rung(ofSeconds(60), Action.ALERT_COMMANDER),
                        new Rung(ofSeconds(120), Action.GIVE_UP));
    }

    @Test
    void after_the_last_rung_comes_the_last_rung() {
        // Given
        Ladder ladder = Ladder.of(seconds(15, 30, 60, 120));

        // When
        Rung rung = ladder.after(9);

        // Then
        assertThat(rung.action()).isEqualTo(Action.GIVE_UP);
        assertThat(ladder.after(0).action()).isEqualTo(Action.ALERT_UNIT_AGAIN);
    }

    static Stream<Arguments> badLadders() {
        return Stream.of(
                Arguments.of(seconds(), "4 rungs"),
                Arguments.of(seconds(15, 30, 60), "4 rungs"),
                Arguments.of(seconds(15, 30, 60, 120, 240), "4 rungs"),
                Arguments.of(seconds(0, 30, 60, 120), "one after the other"),
                Arguments.of(seconds(-15, 30, 60, 120), "one after the other"),
                Arguments.of(seconds(15, 15, 60, 120), "one after the other"),
                Arguments.of(seconds(15, 60, 30, 120), "one after the other"));
    }

    @ParameterizedTest
    @MethodSource("badLadders")
    void a_ladder_that_cannot_be_climbed_is_refused(List<Duration> afterSent, String text) {
        assertThatThrownBy(() -> Ladder.of(afterSent))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text)
                .hasMessageContaining(afterSent.toString());
    }
}
