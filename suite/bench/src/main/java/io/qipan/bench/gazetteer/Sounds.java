package io.qipan.bench.gazetteer;

import com.ibm.icu.text.Transliterator;

/** How a character sounds, without tone; the most usual reading. */
final class Sounds {
    private final Transliterator plain = Transliterator.getInstance("Han-Latin; Latin-ASCII; Lower");

    String of(int letter) {
        return plain.transliterate(Character.toString(letter));
    }
}
