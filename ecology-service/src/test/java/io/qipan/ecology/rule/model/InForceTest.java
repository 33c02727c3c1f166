package io.qipan.ecology.rule.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InForceTest {
    private static final LocalDate MAY_FIRST = LocalDate.parse("2026-05-01");

    @ParameterizedTest
    @CsvSource({"2000-11-30, false", "2000-12-01, true", "2026-04-30, true", "2026-05-01, false"})
    void countsItsFirstDayAndNotTheFirstDayAfter(LocalDate day, boolean expected) {
        // Given
        InForce old = new InForce(LocalDate.parse("2000-12-01"), Optional.of(MAY_FIRST));

        // When
        boolean included = old.includes(day);

        // Then
        assertThat(included).isEqualTo(expected);
    }

    @Test
    void lastsUntilFurtherNotice() {
        // When
        InForce open = new InForce(MAY_FIRST, Optional.empty());

        // Then
        assertThat(open.includes(LocalDate.parse("2999-12-31"))).isTrue();
        assertThat(open.text().en()).isEqualTo("in force since 2026-05-01");
    }

    @Test
    void cannotEndBeforeItBegins() {
        // When // Then
        assertThatThrownBy(() -> new InForce(MAY_FIRST, Optional.of(MAY_FIRST)))
                .hasMessageContaining("2026-05-01 is never");
    }
}
