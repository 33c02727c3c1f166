package io.qipan.dispatch.contingency.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qipan.dispatch.contingency.model.Likeness.Past;
import io.qipan.dispatch.contingency.model.Likeness.Told;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LikenessTest {
    private static final Told FLOOD =
            new Told("flood", Optional.of(new Wgs84(39.6, 106.8)), "the dyke leaks at the pumping station");

    private static Past past(Told told) {
        return new Past(
                new IncidentId(UUID.fromString("01939b4e-0000-7000-8000-000000000003")),
                "1",
                told,
                Instant.parse("2026-11-20T02:00:00Z"),
                List.of());
    }

    @Test
    void type_place_and_words_speak_for_it_and_each_says_how() {
        // Given
        Told there = new Told("flood", Optional.of(new Wgs84(39.6, 106.8)), "a dyke leaks by the pumping station");

        // When
        Likeness likeness = Likeness.of(FLOOD, past(there));

        // Then
        assertThat(likeness.points()).isCloseTo(2.8, within(0.2));
        assertThat(likeness.reasons())
                .containsExactly("Both are flood", "0 m apart", "Both say dyke, leaks, pumping, station, the");
    }

    @Test
    void what_is_another_type_far_away_and_in_other_words_is_not_like_it() {
        // Given
        Told other = new Told("theft", Optional.of(new Wgs84(40.6, 106.8)), "bicycle stolen");

        // When
        Likeness likeness = Likeness.of(FLOOD, past(other));

        // Then
        assertThat(likeness.points()).isZero();
        assertThat(likeness.reasons()).isEmpty();
        assertThat(Likeness.of(FLOOD, past(new Told("theft", Optional.empty(), "")))
                        .reasons())
                .isEmpty();
    }
}
