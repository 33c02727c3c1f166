package io.qipan.ecology.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qipan.ecology.calendar.model.BusinessCalendar;
import io.qipan.ecology.procedure.model.ClockBook;
import io.qipan.ecology.procedure.model.ClockKind;
import io.qipan.ecology.procedure.model.ClockSetting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockBookStartTest {
    private static final BusinessCalendar CALENDAR = ClockBookStart.calendar(Optional.empty());

    @TempDir
    Path folder;

    private static String shipped() throws IOException {
        try (InputStream stream = ClockBookStartTest.class.getResourceAsStream("/procedure/clocks.json")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static ClockSetting follow(ClockBook book) {
        return book.settings().stream()
                .filter(setting -> setting.kind() == ClockKind.FOLLOW_OPINION)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFileOfTheOperatorTakesThePlaceOfTheShippedClocks() throws IOException {
        // Given
        String json = shipped();
        int from = json.indexOf("FOLLOW_OPINION");
        String own = json.substring(0, from) + json.substring(from).replaceFirst("\"amount\": 3", "\"amount\": 2");
        Path file = Files.writeString(folder.resolve("clocks.json"), own);

        // When
        ClockBook book = ClockBookStart.clockBook(file, CALENDAR);

        // Then
        assertThat(follow(book).length())
                .isNotEqualTo(follow(ClockBookStart.clockBook(CALENDAR)).length());
        assertThat(book.settings())
                .hasSameSizeAs(ClockBookStart.clockBook(CALENDAR).settings());
    }

    @Test
    void readsTheYearsOfAFolderWhateverLiesBesideThem() throws IOException {
        // Given
        Path year = Files.writeString(
                folder.resolve("2031.json"),
                "{\"year\": 2031, \"notice\": \"a notice\", \"doubt\": \"\", \"holidays\": [], \"workdays\": []}");
        Path clocks = Files.writeString(folder.resolve("clocks.json"), shipped());

        // When
        BusinessCalendar calendar = ClockBookStart.calendar(Optional.of(folder));

        // Then
        assertThat(year).exists();
        assertThat(clocks).exists();
        assertThat(calendar.knows(2031)).isTrue();
    }

    @Test
    void aFileThatLacksAKindOfClockIsRefused() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("clocks.json"), "{\"clocks\": []}");

        // When, then
        assertThatThrownBy(() -> ClockBookStart.clockBook(file, CALENDAR)).hasMessageContaining("clocks.json");
    }
}
