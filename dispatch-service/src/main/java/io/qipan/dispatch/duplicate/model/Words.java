package io.qipan.dispatch.duplicate.model;

import java.text.BreakIterator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What a text is about, for comparing: words of three letters or more of scripts that have words, pairs of neighbouring
 * characters of Chinese.
 *
 * @param terms in lower case
 */
public record Words(Set<String> terms) {
    private static final int SHORTEST = 3;

    /** A caller's first sentences tell what it is about; the rest costs time in every comparison. */
    private static final int MOST_CHARACTERS = 1_000;

    public Words {
        terms = Set.copyOf(terms);
    }

    public static Words of(String text) {
        String start =
                text.substring(0, Math.min(text.length(), MOST_CHARACTERS)).toLowerCase(Locale.ROOT);
        Set<String> terms = new HashSet<>();
        BreakIterator words = BreakIterator.getWordInstance(Locale.ROOT);
        words.setText(start);
        int from = words.first();
        for (int to = words.next(); to != BreakIterator.DONE; from = to, to = words.next()) {
            add(start.substring(from, to), terms);
        }
        return new Words(terms);
    }

    private static void add(String word, Set<String> terms) {
        boolean chinese = word.codePoints().anyMatch(Character::isIdeographic);
        if (chinese) {
            for (int i = 0; i + 2 <= word.length(); i++) {
                terms.add(word.substring(i, i + 2));
            }
        } else if (word.length() >= SHORTEST && Character.isLetterOrDigit(word.codePointAt(0))) {
            terms.add(word);
        }
    }

    /** Twice what both have, of all that they have; 0 to 1 (Dice). */
    public double likeness(Words other) {
        int all = terms.size() + other.terms.size();
        return all == 0 ? 0 : 2.0 * shared(other).size() / all;
    }

    public Set<String> shared(Words other) {
        Set<String> both = new HashSet<>(terms);
        both.retainAll(other.terms);
        return both;
    }
}
