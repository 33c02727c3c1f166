package io.qipan.dispatch.classification.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionUseTest {

    @ParameterizedTest
    @CsvSource({"theft, BEST_TAKEN", "robbery, OTHER_TAKEN", "fire, NONE_TAKEN"})
    void says_what_was_made_of_candidates(String given, SuggestionUse expected) {
        // Given
        List<String> candidates = List.of("theft", "robbery");

        // When
        SuggestionUse use = SuggestionUse.of(candidates, given);

        // Then
        assertThat(use).isEqualTo(expected);
        assertThat(SuggestionUse.of(List.of(), given)).isEqualTo(SuggestionUse.ABSTAINED);
    }
}
