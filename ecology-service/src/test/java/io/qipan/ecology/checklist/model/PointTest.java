package io.qipan.ecology.checklist.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointTest {

    private static Point due(int day, Set<Integer> months) {
        return new Point("walk", "Walk the reach", "", "", day, months, new Owner.Account("wang"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04, 25, 2026-04-25T16:00:00Z",
        "2026-04, 31, 2026-04-30T16:00:00Z",
        "2027-02, 31, 2027-02-28T16:00:00Z",
        "2028-02, 31, 2028-02-29T16:00:00Z",
        "2028-02, 28, 2028-02-28T16:00:00Z",
        "2026-12, 31, 2026-12-31T16:00:00Z"
    })
    void endsWithItsLastDayInShanghaiOrWithTheMonth(YearMonth month, int day, Instant dueAt) {
        // When
        Instant due = due(day, Set.of()).dueAt(month);

        // Then
        assertThat(due).isEqualTo(dueAt);
    }

    @Test
    void isInEveryMonthOrInThoseItNames() {
        // Given
        Point inApril = due(1, Set.of(4));

        // When
        boolean inMay = inApril.isIn(YearMonth.of(2026, 5));

        // Then
        assertThat(inMay).isFalse();
        assertThat(inApril.isIn(YearMonth.of(2027, 4))).isTrue();
        assertThat(due(1, Set.of()).isIn(YearMonth.of(2026, 5))).isTrue();
    }
}
