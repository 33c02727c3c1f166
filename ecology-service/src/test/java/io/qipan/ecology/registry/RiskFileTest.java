package io.qipan.ecology.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.qipan.ecology.calendar.ReviewedFile;
import io.qipan.ecology.registry.model.Factor;
import io.qipan.ecology.registry.model.RiskWeights;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskFileTest {
    private static final String BANDS =
            "{\"score\": 50, \"interval_days\": 30}, {\"score\": 0, \"interval_days\": 365}";

    private static String weight(String factor, int points) {
        return """
                {"factor": "%s", "points": %d, "most": 1, "title_en": "t", "title_zh": "题", "source": "a proposal"}""".formatted(factor, points);
    }

    private static List<String> all() {
        return Arrays.stream(Factor.values())
                .map(factor -> weight(factor.name(), 5))
                .collect(Collectors.toList());
    }

    private static RiskWeights read(String from, String bands, List<String> weights) {
        String json = "{\"from\": \"" + from + "\", \"note\": \"\", \"bands\": [" + bands + "], \"weights\": ["
                + String.join(",", weights) + "]}";
        return RiskFile.read("risk-2026-08-15.json", json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void weighsEveryFactorFromADay() {
        // When
        RiskWeights weights = read("2026-08-15", BANDS, all());

        // Then
        assertThat(weights.from()).isEqualTo(LocalDate.of(2026, 8, 15));
        assertThat(weights.weights()).containsOnlyKeys(Factor.values());
        assertThat(weights.bands()).hasSize(2);
    }

    @Test
    void isRefusedWholeWithEveryFaultNamed() {
        // Given
        List<String> weights = all();
        String missing = weights.removeFirst();
        weights.add(weights.getLast());
        weights.add(weight("MOON", 1_001));

        // When
        Throwable refused = catchThrowable(() -> read("2026-08-16", "", weights));

        // Then
        assertThat(missing).contains(Factor.values()[0].name());
        assertThat(refused)
                .isInstanceOf(ReviewedFile.Refused.class)
                .hasMessageContaining("must be named after that day")
                .hasMessageContaining("the factor " + Factor.values()[0] + " has no weight")
                .hasMessageContaining("is there twice")
                .hasMessageContaining("there is no factor MOON")
                .hasMessageContaining("MOON must have 0 to 1,000 points")
                .hasMessageContaining("the last band must begin at the score 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"score\": 50, \"interval_days\": 30} | the last band must begin at the score 0",
                "{\"score\": 0, \"interval_days\": 0} | an interval of 0 days",
                "{\"score\": 0, \"interval_days\": 1097} | an interval of 1097 days",
                "{\"score\": 50, \"interval_days\": 400}, {\"score\": 0, \"interval_days\": 365} | bands must go from",
                "{\"score\": 0, \"interval_days\": 30}, {\"score\": 0, \"interval_days\": 365} | bands must go from"
            })
    void bandsGoDownToTheScoreZero(String bands, String fault) {
        // When
        Throwable refused = catchThrowable(() -> read("2026-08-15", bands, all()));

        // Then
        assertThat(refused).isInstanceOf(ReviewedFile.Refused.class).hasMessageContaining(fault);
    }
}
