package io.qipan.dispatch.rectification.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qipan.dispatch.rectification.model.EffectAssessment.Counts;
import io.qipan.dispatch.rectification.model.EffectAssessment.Rate;
import io.qipan.dispatch.rectification.model.EffectAssessment.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectAssessmentTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 1);

    private static EffectAssessment of(int before, int after) {
        return new EffectAssessment(
                new Windows(DAY, DAY.plusDays(7), DAY.plusDays(9), DAY.plusDays(16)),
                new Counts(before, after),
                new Counts(0, 0),
                false,
                Instant.parse("2026-11-20T02:00:00Z"),
                "wang",
                "");
    }

    @ParameterizedTest
    @CsvSource({
        "5, 0, TOO_FEW",
        "0, 5, TOO_FEW",
        "0, 0, TOO_FEW",
        "6, 0, FELL",
        "0, 6, ROSE",
        "6, 2, NOT_SHOWN",
        "20, 6, FELL",
        "6, 20, ROSE",
        "100, 90, NOT_SHOWN",
        "1000, 800, FELL"
    })
    void a_change_is_told_only_beyond_chance(int before, int after, Verdict verdict) {
        // When
        EffectAssessment assessment = of(before, after);

        // Then
        assertThat(assessment.verdict()).isEqualTo(verdict);
        if (verdict != Verdict.TOO_FEW) {
            assertThat(assessment.pValue() < 0.05).isEqualTo(verdict != Verdict.NOT_SHOWN);
        }
    }

    /** 3 of 15: Clopper and Pearson's 0.0433120 to 0.4808911, as odds. */
    @Test
    void the_ratio_has_an_exact_interval() {
        // When
        Rate rate = of(12, 3).rate();

        // Then
        assertThat(rate.ratio()).isEqualTo(0.25);
        assertThat(rate.lower()).isCloseTo(0.0433120 / (1 - 0.0433120), within(1e-6));
        assertThat(rate.upper()).isCloseTo(0.4808911 / (1 - 0.4808911), within(1e-6));
    }

    @Test
    void without_any_before_there_is_no_ratio_and_no_upper_end() {
        // When
        Rate rate = of(0, 7).rate();

        // Then
        assertThat(rate.ratio()).isZero();
        assertThat(rate.upper()).isZero();
        assertThat(rate.lower()).isGreaterThan(1);
    }
}
