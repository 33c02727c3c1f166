package io.qipan.dispatch.gazetteer.model;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** A name as it is compared: its letters and digits without anything between them, and how each sounds. */
final class Spelling {
    /** Stands before and after a name, so that its first and last letters weigh as much as those within. */
    private static final int EDGE = 0;

    private static final int BITS = 21;
    private static final long SOUND = 1L << 63;

    private final int[] letters;
    private final Sound[] sounds;

    private Spelling(int[] letters, Sound[] sounds) {
        this.letters = letters;
        this.sounds = sounds;
    }

    /** Full-width and compatibility forms, capitals, blanks and signs make no difference. */
    static Spelling of(String text, Readings readings) {
        int[] letters = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .toArray();
        return new Spelling(
                letters, Arrays.stream(letters).mapToObj(readings::of).toArray(Sound[]::new));
    }

    int length() {
        return letters.length;
    }

    int letter(int at) {
        return letters[at];
    }

    Sound sound(int at) {
        return sounds[at];
    }

    Set<Integer> distinctLetters() {
        return Arrays.stream(letters).boxed().collect(Collectors.toSet());
    }

    boolean isHan() {
        for (int letter : letters) {
            if (Character.isIdeographic(letter)) {
                return true;
            }
        }
        return false;
    }

    /** All sounds as one word, spelled: what somebody types who writes Chinese names in Latin letters. */
    Spelling spokenWord() {
        int[] spoken = spoken();
        return new Spelling(
                spoken,
                Arrays.stream(spoken)
                        .mapToObj(Character::toString)
                        .map(Sound::of)
                        .toArray(Sound[]::new));
    }

    /** What it shares with names that are like it: its letters, pairs of them, and triples of its sounds' letters. */
    long[] grams() {
        int[] written = edged(letters);
        int[] spoken = edged(spoken());
        LongStream pairs = LongStream.range(0, written.length - 1)
                .map(i -> (long) written[(int) i] << BITS | written[(int) i + 1]);
        LongStream triples = LongStream.range(0, spoken.length - 2)
                .map(i -> SOUND
                        | (long) spoken[(int) i] << 2 * BITS
                        | (long) spoken[(int) i + 1] << BITS
                        | spoken[(int) i + 2]);
        LongStream singles = Arrays.stream(letters).asLongStream();
        return LongStream.concat(singles, LongStream.concat(pairs, triples))
                .distinct()
                .toArray();
    }

    private int[] spoken() {
        return Arrays.stream(sounds)
                .map(Sound::plain)
                .collect(Collectors.joining())
                .codePoints()
                .toArray();
    }

    private static int[] edged(int[] letters) {
        int[] edged = new int[letters.length + 2];
        edged[0] = EDGE;
        System.arraycopy(letters, 0, edged, 1, letters.length);
        edged[letters.length + 1] = EDGE;
        return edged;
    }
}
