package io.qipan.dispatch.classification.model;

import java.util.List;

/**
 * A label that a text may mean, and what speaks for it.
 *
 * @param share how likely it is, 0 to 1
 * @param base what is known without the text
 * @param words what each word adds, the most first; known words of the text, once each
 * @param cases examples of the label that were learned from
 */
public record Candidate(String label, double share, double base, List<Word> words, int cases) {

    /** @param weight what it adds to the score; below zero it speaks against */
    public record Word(String term, double weight) {}

    public Candidate {
        words = List.copyOf(words);
    }

    /** The words together, without the base. */
    public double said() {
        return words.stream().mapToDouble(Word::weight).sum();
    }

    public double score() {
        return base + said();
    }
}
