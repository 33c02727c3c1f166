package io.qipan.ecology.clue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qipan.ecology.calendar.ReviewedFile;
import io.qipan.ecology.calendar.model.BusinessCalendar;
import io.qipan.ecology.clue.TermBook.Kind;
import io.qipan.ecology.clue.model.Source;
import io.qipan.ecology.clue.model.Term;
import io.qipan.ecology.start.ClueTermsStart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TermBookTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-20T02:00:00Z");

    private static String entry(String kind, String sources, int hours, String from, String until) {
        return """
                {"kind": "%s", "sources": [%s], "length": {"amount": %d, "unit": "HOURS"}, "in_force_from": "%s",
                 "in_force_until": "%s", "basis": "document 9"}""".formatted(kind, sources, hours, from, until);
    }

    private static TermBook book(String... entries) {
        String json = "{\"terms\": [" + String.join(",", entries) + "]}";
        return TermBook.read("terms.json", json.getBytes(StandardCharsets.UTF_8), new BusinessCalendar(List.of()));
    }

    @Test
    void theShippedTermsSayWhoseTheyAreAndCountWorkingDays() {
        // When
        Term answer = ClueTermsStart.shippedTerms().term(Kind.ANSWER, Source.PUBLIC, RECEIVED);

        // Then
        assertThat(answer.dueAt()).isEqualTo(Instant.parse("2026-12-11T16:00:00Z"));
        assertThat(answer.provisional()).isFalse();
        assertThat(answer.basis()).startsWith("Operator's setting");
        assertThat(ClueTermsStart.shippedTerms()
                        .term(Kind.TRIAGE, Source.HOTSPOT, RECEIVED)
                        .dueAt())
                .isEqualTo(Instant.parse("2026-11-20T04:00:00Z"));
    }

    @Test
    void theTermOfTheDayOfReceiptCountsAndOneThatNamesTheSourceFirst() {
        // Given
        TermBook book = book(
                entry("TRIAGE", "", 24, "2020-01-01", "2026-11-20"),
                entry("TRIAGE", "", 12, "2026-11-20", ""),
                entry("TRIAGE", "\"SENSOR\"", 1, "2020-01-01", "2026-11-21"),
                entry("ANSWER", "", 72, "2020-01-01", ""));

        // When
        Term triage = book.term(Kind.TRIAGE, Source.PUBLIC, RECEIVED);

        // Then
        assertThat(triage.dueAt()).isEqualTo(RECEIVED.plusSeconds(12 * 3_600));
        assertThat(book.term(Kind.TRIAGE, Source.PUBLIC, RECEIVED.minusSeconds(86_400))
                        .dueAt())
                .isEqualTo(RECEIVED);
        assertThat(book.term(Kind.TRIAGE, Source.SENSOR, RECEIVED).dueAt()).isEqualTo(RECEIVED.plusSeconds(3_600));
        assertThat(book.term(Kind.TRIAGE, Source.SENSOR, RECEIVED.plusSeconds(86_400))
                        .dueAt())
                .isEqualTo(RECEIVED.plusSeconds(86_400 + 12 * 3_600));
    }

    @Test
    void aFileIsRefusedWithAllThatIsWrongInIt() {
        // Given
        String ending = entry("TRIAGE", "", 24, "2020-01-01", "2026-11-20");
        String endless = entry("ANSWER", "", 0, "soon", "");

        // When
        // Then
        assertThatThrownBy(() -> book(ending, endless))
                .isInstanceOf(ReviewedFile.Refused.class)
                .hasMessageContaining("TRIAGE: there is no term for all sources until further notice")
                .hasMessageContaining("ANSWER from 'soon'");
    }
}
