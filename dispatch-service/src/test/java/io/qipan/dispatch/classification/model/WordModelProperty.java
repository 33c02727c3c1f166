package io.qipan.dispatch.classification.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qipan.dispatch.classification.model.Candidate.Word;
import io.qipan.dispatch.duplicate.model.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class WordModelProperty {

    /** Words of a label, and words of none. */
    private static Words text(Random random, int label) {
        return Words.of(IntStream.range(0, 3 + random.nextInt(8))
                .mapToObj(i ->
                        random.nextInt(3) == 0 ? "common" + random.nextInt(30) : "w" + label + "w" + random.nextInt(12))
                .collect(Collectors.joining(" ")));
    }

    private static WordModel learned(Random random, int examples) {
        List<Example> all = new ArrayList<>();
        for (int i = 0; i < examples; i++) {
            int label = random.nextInt(4) * random.nextInt(2);
            all.add(new Example(text(random, label), "label" + label));
        }
        return WordModel.learn(Vocabulary.of(all.stream().map(Example::words).toList()), all);
    }

    @Property(tries = 200)
    void the_words_and_the_base_are_all_there_is_of_a_score_and_shares_follow_it(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int examples) {
        // Given
        Random random = new Random(seed);
        WordModel model = learned(random, examples);

        // When
        List<Candidate> candidates = model.candidates(text(random, random.nextInt(5)));

        // Then
        double all = candidates.stream()
                .mapToDouble(candidate -> Math.exp(candidate.base()
                        + candidate.words().stream().mapToDouble(Word::weight).sum()))
                .sum();
        for (Candidate candidate : candidates) {
            assertThat(candidate.score())
                    .isCloseTo(
                            candidate.base()
                                    + candidate.words().stream()
                                            .mapToDouble(Word::weight)
                                            .sum(),
                            within(1e-9));
            assertThat(candidate.share()).isCloseTo(Math.exp(candidate.score()) / all, within(1e-9));
        }
        assertThat(candidates.stream().mapToDouble(Candidate::share).sum()).isCloseTo(1, within(1e-9));
        assertThat(candidates).isSortedAccordingTo((one, other) -> Double.compare(other.share(), one.share()));
        assertThat(candidates.stream().mapToInt(Candidate::cases).sum()).isEqualTo(examples);
    }

    @Property(tries = 50)
    void the_same_examples_make_the_same_model(@ForAll long seed) {
        // Given
        Words asked = text(new Random(seed + 1), 2);
        List<Candidate> once = learned(new Random(seed), 80).candidates(asked);

        // When
        List<Candidate> again = learned(new Random(seed), 80).candidates(asked);

        // Then
        assertThat(again).isEqualTo(once);
    }
}
