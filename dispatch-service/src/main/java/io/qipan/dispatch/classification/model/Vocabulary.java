package io.qipan.dispatch.classification.model;

import io.qipan.dispatch.duplicate.model.Words;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words that several texts have, and how much each tells: the rarer, the more (inverse document frequency). */
public final class Vocabulary {
    /** Words of one text alone cannot speak for others, and are the ones that name people. */
    private static final int FEWEST_TEXTS = 2;

    private final String[] terms;
    private final Map<String, Integer> numbers;
    private final double[] rarity;

    /** The known words of a text, by number in ascending order; their weights are one long together. */
    record Weighed(int[] terms, double[] weights) {}

    private Vocabulary(String[] terms, double[] rarity) {
        this.terms = terms;
        this.rarity = rarity;
        this.numbers = new HashMap<>();
        for (int i = 0; i < terms.length; i++) {
            numbers.put(terms[i], i);
        }
    }

    public static Vocabulary of(List<Words> texts) {
        Map<String, Integer> counts = new HashMap<>();
        texts.forEach(words -> words.terms().forEach(term -> counts.merge(term, 1, Integer::sum)));
        String[] terms = counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= FEWEST_TEXTS)
                .map(Map.Entry::getKey)
                .sorted()
                .toArray(String[]::new);
        double[] rarity = Arrays.stream(terms)
                .mapToDouble(term -> 1 + Math.log((1.0 + texts.size()) / (1.0 + counts.getOrDefault(term, 0))))
                .toArray();
        return new Vocabulary(terms, rarity);
    }

    int size() {
        return terms.length;
    }

    String term(int number) {
        return terms[number];
    }

    Weighed weigh(Words words) {
        int[] known = words.terms().stream()
                .filter(numbers::containsKey)
                .mapToInt(term -> numbers.getOrDefault(term, -1))
                .sorted()
                .toArray();
        double squares =
                Arrays.stream(known).mapToDouble(i -> rarity[i] * rarity[i]).sum();
        double length = Math.sqrt(squares);
        return new Weighed(
                known, Arrays.stream(known).mapToDouble(i -> rarity[i] / length).toArray());
    }
}
