package io.qipan.dispatch.classification.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.classification.model.Candidate.Word;
import io.qipan.dispatch.classification.model.Caution.Abstention;
import io.qipan.dispatch.classification.model.Caution.Verdict;
import io.qipan.dispatch.classification.model.Caution.Verdict.Abstained;
import io.qipan.dispatch.classification.model.Caution.Verdict.Suggested;
import java.util.List;
import org.junit.jupiter.api.Test;

class CautionTest {
    private static final Caution CAUTION = new Caution(50, 0.6, 0.2);

    private static Candidate candidate(String label, double share, double weight, int cases) {
        return new Candidate(label, share, 0, List.of(new Word("smoke", weight)), cases);
    }

    private static Verdict judge(int cases, Candidate... candidates) {
        return CAUTION.judge(List.of(candidates), cases);
    }

    private static Abstained abstained(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Abstained.class);
        return (Abstained) verdict;
    }

    @Test
    void what_is_likely_and_far_ahead_is_suggested_with_at_most_two_others() {
        // Given
        Candidate fire = candidate("fire", 0.7, 2, 20);

        // When
        Verdict verdict = judge(
                100,
                fire,
                candidate("theft", 0.1, 1, 20),
                candidate("alarm", 0.1, 1, 20),
                candidate("other", 0.1, 1, 20));

        // Then
        assertThat(verdict).isInstanceOf(Suggested.class);
        assertThat(((Suggested) verdict).candidates()).hasSize(3).first().isEqualTo(fire);
    }

    @Test
    void too_few_cases_in_all_or_of_the_label_are_told_with_the_number() {
        // Given
        Candidate rare = candidate("fire", 0.9, 2, 4);

        // When
        Verdict ofLabel = judge(100, rare);

        // Then
        assertThat(abstained(ofLabel))
                .isEqualTo(new Abstained(
                        Abstention.TOO_FEW_CASES, "4 confirmed incidents are fire, at least 5 are needed"));
        assertThat(abstained(judge(49, candidate("fire", 0.9, 2, 20))))
                .isEqualTo(new Abstained(
                        Abstention.TOO_FEW_CASES, "learned from 49 confirmed incidents, at least 50 are needed"));
        assertThat(abstained(judge(0)).abstention()).isEqualTo(Abstention.TOO_FEW_CASES);
    }

    @Test
    void where_nothing_else_was_ever_confirmed_nothing_is_suggested() {
        // When
        Verdict verdict = judge(100, candidate("P3", 1, 1e-16, 100));

        // Then
        assertThat(abstained(verdict))
                .isEqualTo(new Abstained(Abstention.TOO_FEW_CASES, "all 100 confirmed incidents are P3"));
    }

    @Test
    void how_frequent_it_is_alone_is_no_reason() {
        // Given
        Candidate frequent = candidate("fire", 0.95, 0, 90);

        // When
        Verdict verdict = judge(100, frequent);

        // Then
        assertThat(abstained(verdict).abstention()).isEqualTo(Abstention.NO_WORDS_SPEAK);
        assertThat(abstained(judge(100, new Candidate("fire", 0.95, 3, List.of(), 90)))
                        .abstention())
                .isEqualTo(Abstention.NO_WORDS_SPEAK);
        assertThat(abstained(judge(100, candidate("fire", 0.82, 0.3, 77), candidate("theft", 0.18, -0.3, 23))))
                .isEqualTo(new Abstained(
                        Abstention.NO_WORDS_SPEAK,
                        "the words say little: fire has a share of 0.82, and is as frequent as 0.77 without them"));
    }

    @Test
    void a_frequent_one_that_the_words_make_twice_as_likely_is_suggested() {
        // Given
        Candidate frequent = candidate("fire", 0.9, 1.2, 77);

        // When
        Verdict verdict = judge(100, frequent, candidate("theft", 0.1, -1.2, 23));

        // Then
        assertThat(verdict).isEqualTo(new Suggested(List.of(frequent, candidate("theft", 0.1, -1.2, 23))));
    }

    @Test
    void a_low_share_and_a_small_margin_are_told_with_the_numbers() {
        // Given
        Candidate unsure = candidate("fire", 0.55, 2, 20);

        // When
        Verdict verdict = judge(100, unsure, candidate("theft", 0.45, 1, 20));

        // Then
        assertThat(abstained(verdict))
                .isEqualTo(
                        new Abstained(Abstention.SHARE_TOO_LOW, "fire has a share of 0.55, at least 0.60 is needed"));
        assertThat(abstained(new Caution(50, 0.5, 0.2).judge(List.of(unsure, candidate("theft", 0.45, 1, 20)), 100)))
                .isEqualTo(new Abstained(
                        Abstention.MARGIN_TOO_SMALL, "fire is ahead of theft by 0.10, at least 0.20 is needed"));
    }
}
