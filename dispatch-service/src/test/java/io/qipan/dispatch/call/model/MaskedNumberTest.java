package io.qipan.dispatch.call.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedNumberTest {

    @ParameterizedTest
    @CsvSource({"13812345678, 138****5678", "+8613812345678, +86*******5678", "12345678, ********", "110, ***", "'', ''"
    })
    void shows_too_little_to_reach_anybody(String number, String masked) {
        assertThat(MaskedNumber.of(number)).isEqualTo(masked);
        assertThat(MaskedNumber.of(masked)).isEqualTo(masked);
    }
}
