package io.qipan.ecology.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.qipan.ecology.calendar.model.BusinessCalendar;
import io.qipan.ecology.calendar.model.BusinessCalendar.Day;
import io.qipan.ecology.start.ClockBookStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarFileTest {

    @Test
    void aFaultyYearIsRefusedWithAllItsFaults() {
        // Given
        String json = """
                {"year": 2027, "notice": "", "doubt": "",
                 "holidays": [{"name": "a", "from": "2027-01-03", "to": "2027-01-01"},
                              {"name": "b", "from": "2026-05-01", "to": "2026-05-01"}],
                 "workdays": ["2027-01-04", "never"]}""";

        // When
        Throwable thrown = catchThrowable(() -> CalendarFile.read("2028.json", json.getBytes(StandardCharsets.UTF_8)));

        // Then
        assertThat(thrown)
                .isInstanceOf(ReviewedFile.Refused.class)
                .hasMessageContaining("named after it")
                .hasMessageContaining("notice")
                .hasMessageContaining("from 2027-01-03 to 2027-01-01")
                .hasMessageContaining("2026-05-01 does not belong to 2027")
                .hasMessageContaining("2027-01-04 is no weekend")
                .hasMessageContaining("'never'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"year\": \"2027\", \"notice\": \"n\", \"doubt\": \"\", \"holidays\": [], \"workdays\": []}",
                "{\"year\": 2027, \"year\": 2027, \"notice\": \"n\", \"doubt\": \"\", \"holidays\": [], \"workdays\": []}",
                "{\"year\": 2027, \"notice\": \"n\", \"doubt\": \"\", \"holidays\": [], \"workdays\": [null]}",
                "{\"year\": 2027, \"notice\": \"n\", \"doubts\": \"\", \"holidays\": [], \"workdays\": []}",
            })
    void whatIsNotOfTheFormIsRefused(String json) {
        assertThatThrownBy(() -> CalendarFile.read("2027.json", json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ReviewedFile.Refused.class);
    }

    @Test
    void aYearIsAddedFromAFolderWithoutARelease(@TempDir Path folder) throws IOException {
        // Given
        LocalDate newYear = LocalDate.of(2027, 1, 1);
        Files.writeString(folder.resolve("2027.json"), """
                {"year": 2027, "notice": "of a test", "doubt": "",
                 "holidays": [{"name": "New Year", "from": "2026-12-31", "to": "2027-01-02"}],
                 "workdays": ["2027-01-03"]}""");

        // When
        BusinessCalendar calendar = ClockBookStart.calendar(Optional.of(folder));

        // Then
        assertThat(ClockBookStart.calendar(Optional.empty()).day(LocalDate.of(2027, 1, 3)))
                .isEqualTo(Day.UNKNOWN);
        assertThat(calendar.day(newYear)).isEqualTo(Day.OFF);
        assertThat(calendar.day(LocalDate.of(2026, 12, 31))).isEqualTo(Day.OFF);
        assertThat(calendar.day(LocalDate.of(2027, 1, 3))).isEqualTo(Day.WORKING);
    }
}
