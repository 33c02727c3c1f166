package io.qipan.ecology.oversight.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A record has one state and no move: whatever is in it, nothing waits and no time changes it. */
class ConsultationProperty {
    private static final Instant HELD = Instant.parse("2026-11-20T02:00:00Z");

    @Property
    void nothingHappensToARecord(
            @ForAll @Size(max = 5) List<String> participants,
            @ForAll String opinion,
            @ForAll String dissent,
            @ForAll boolean corrects,
            @ForAll @IntRange(max = 10_000) int hours) {
        // Given
        Consultation consultation = new Consultation(
                new UUID(1, 1),
                "cases/1",
                HELD,
                participants,
                "whose is it",
                opinion,
                dissent,
                corrects ? Optional.of("consultations/2") : Optional.empty(),
                "chen",
                HELD);

        // When
        Entry later = consultation.ranOut(HELD.plus(Duration.ofHours(hours)));

        // Then
        assertThat(later).isEqualTo(consultation);
        assertThat(later.nextDue()).isEmpty();
        assertThat(later.stateCode()).isEqualTo("RECORDED");
        assertThat(later.version()).isEqualTo(1);
        assertThat(later.subject()).contains("cases/1");
    }
}
