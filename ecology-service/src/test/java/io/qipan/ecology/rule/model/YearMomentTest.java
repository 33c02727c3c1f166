package io.qipan.ecology.rule.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YearMomentTest {

    @ParameterizedTest
    @ValueSource(strings = {"04-01 00:00", "05-16 12:00", "07-31 24:00", "12-31 23:59"})
    void isReadAndWrittenAlike(String text) {
        // When
        Optional<YearMoment> moment = YearMoment.parse(text);

        // Then
        assertThat(moment).map(YearMoment::toString).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "04-01",
                "4-1 00:00",
                "13-01 00:00",
                "04-31 00:00",
                "02-29 00:00",
                "04-01 24:01",
                "04-01 25:00"
            })
    void isNotReadWhenItDoesNotComeEveryYear(String text) {
        // When
        Optional<YearMoment> moment = YearMoment.parse(text);

        // Then
        assertThat(moment).isEmpty();
    }

    @Test
    void theEndOfADayIsTheStartOfTheNext() {
        // When
        YearMoment end = new YearMoment(7, 31, 24 * 60);

        // Then
        assertThat(end.in(2022)).isEqualTo("2022-08-01T00:00:00");
    }
}
