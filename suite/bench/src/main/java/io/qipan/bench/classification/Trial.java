package io.qipan.bench.classification;

import io.qipan.bench.classification.LabelledTexts.Labelled;
import io.qipan.dispatch.classification.model.Candidate;
import io.qipan.dispatch.classification.model.Caution;
import io.qipan.dispatch.classification.model.Caution.Verdict.Suggested;
import io.qipan.dispatch.classification.model.Example;
import io.qipan.dispatch.classification.model.Vocabulary;
import io.qipan.dispatch.classification.model.WordModel;
import io.qipan.dispatch.duplicate.model.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts that were not learned from, with what was made of them. */
final class Trial {

    /**
     * One text.
     *
     * @param candidates all labels, best first
     * @param usual the label that was most frequent among what was learned from
     */
    record Tried(List<Candidate> candidates, String right, String usual, int learned) {
        boolean isHit() {
            return candidates.getFirst().label().equals(right);
        }

        boolean isAmongThree() {
            return candidates.stream()
                    .limit(3)
                    .anyMatch(candidate -> candidate.label().equals(right));
        }
    }

    private final List<Tried> tried = new ArrayList<>();

    List<Tried> tried() {
        return tried;
    }

    /** Learns from the oldest, tries the rest. */
    static Trial byTime(List<Labelled> texts, double learned) {
        int split = (int) (texts.size() * learned);
        Trial trial = new Trial();
        trial.run(texts.subList(0, split), texts.subList(split, texts.size()));
        return trial;
    }

    /** Tries each fold with what was learned from the others. Texts go into folds in turn, by time. */
    static Trial byFolds(List<Labelled> texts, int folds) {
        Trial trial = new Trial();
        for (int fold = 0; fold < folds; fold++) {
            int each = fold;
            trial.run(
                    IntStream.range(0, texts.size())
                            .filter(i -> i % folds != each)
                            .mapToObj(texts::get)
                            .toList(),
                    IntStream.range(0, texts.size())
                            .filter(i -> i % folds == each)
                            .mapToObj(texts::get)
                            .toList());
        }
        return trial;
    }

    private void run(List<Labelled> learned, List<Labelled> kept) {
        List<Example> examples = learned.stream()
                .map(each -> new Example(Words.of(each.text()), each.label()))
                .toList();
        WordModel model = WordModel.learn(
                Vocabulary.of(examples.stream().map(Example::words).toList()), examples);
        String usual =
                learned.stream()
                        .collect(Collectors.groupingBy(Labelled::label, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                        .orElseThrow()
                        .getKey();
        kept.forEach(each ->
                tried.add(new Tried(model.candidates(Words.of(each.text())), each.label(), usual, learned.size())));
    }

    /** Those for which something is suggested. */
    List<Tried> answered(Caution caution) {
        return tried.stream()
                .filter(each -> caution.judge(each.candidates(), each.learned()) instanceof Suggested)
                .toList();
    }

    /** Why nothing is suggested, and how often. */
    Map<String, Long> abstentions(Caution caution) {
        return tried.stream()
                .map(each -> caution.judge(each.candidates(), each.learned()))
                .filter(Caution.Verdict.Abstained.class::isInstance)
                .map(verdict ->
                        ((Caution.Verdict.Abstained) verdict).abstention().name())
                .collect(Collectors.groupingBy(Function.identity(), java.util.TreeMap::new, Collectors.counting()));
    }
}
