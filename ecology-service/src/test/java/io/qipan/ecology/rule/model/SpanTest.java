package io.qipan.ecology.rule.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTest {
    private static final LocalDateTime BEGIN = LocalDateTime.parse("2025-03-15T12:00");

    @ParameterizedTest
    @CsvSource({
        "2025-03-15T11:59:59, false",
        "2025-03-15T12:00, true",
        "2025-06-15T23:59:59, true",
        "2025-06-16T00:00, false",
        "2026-04-01T00:00, false"
    })
    void aToldSpanIsNotRepeated(LocalDateTime moment, boolean included) {
        // Given
        Season told = new Season.Told(List.of(new Span(BEGIN, Optional.of(LocalDateTime.parse("2025-06-16T00:00")))));

        // When
        boolean includes = told.includes(moment);

        // Then
        assertThat(includes).isEqualTo(included);
    }

    @Test
    void untilFurtherNoticeDoesNotEnd() {
        // Given
        Season told = new Season.Told(List.of(new Span(BEGIN, Optional.empty())));

        // When
        boolean includes = told.includes(LocalDateTime.parse("2099-12-31T23:59"));

        // Then
        assertThat(includes).isTrue();
        assertThat(told.text().en()).isEqualTo("2025-03-15 12:00 until further notice");
    }

    @Test
    void aSpanDoesNotEndBeforeItBegins() {
        // When
        Optional<LocalDateTime> end = Optional.of(BEGIN);

        // Then
        assertThatThrownBy(() -> new Span(BEGIN, end)).hasMessageContaining("is never");
    }
}
