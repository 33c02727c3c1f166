package io.qipan.bench.classification;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.bench.classification.LabelledTexts.Labelled;
import io.qipan.bench.classification.Trial.Tried;
import io.qipan.dispatch.classification.model.Caution;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrialTest {
    private static final LocalDateTime BEGIN = LocalDateTime.of(2026, 11, 1, 0, 0);

    /** Every third one is a fire. */
    private static List<Labelled> texts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Labelled(
                        i % 3 == 0 ? "smoke and flames" : "somebody stole my bicycle",
                        i % 3 == 0 ? "fire" : "theft",
                        BEGIN.plusMinutes(i)))
                .toList();
    }

    @Test
    void what_is_tried_was_not_learned_from_and_the_usual_label_is_that_of_what_was() {
        // Given
        List<Labelled> texts = texts(100);

        // When
        Trial trial = Trial.byTime(texts, 0.7);

        // Then
        assertThat(trial.tried()).hasSize(30).allMatch(tried -> tried.learned() == 70);
        assertThat(trial.tried()).extracting(Tried::usual).containsOnly("theft");
        assertThat(trial.tried()).allMatch(Tried::isHit);
    }

    @Test
    void each_text_is_tried_once_in_folds() {
        // Given
        List<Labelled> texts = texts(100);

        // When
        Trial trial = Trial.byFolds(texts, 5);

        // Then
        assertThat(trial.tried()).hasSize(100).allMatch(tried -> tried.learned() == 80);
    }

    @Test
    void words_that_tell_nothing_are_not_answered() {
        // Given: one text in three is a fire, and all have the same words
        List<Labelled> texts = texts(300).stream()
                .map(each -> new Labelled("please come", each.label(), each.at()))
                .toList();

        // When
        Trial trial = Trial.byTime(texts, 0.7);

        // Then
        Caution caution = new Caution(50, 0.6, 0.2);
        assertThat(trial.answered(caution)).isEmpty();
        assertThat(trial.abstentions(caution)).containsEntry("NO_WORDS_SPEAK", 90L);
    }
}
