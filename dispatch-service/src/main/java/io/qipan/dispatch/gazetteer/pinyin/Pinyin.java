package io.qipan.dispatch.gazetteer.pinyin;

import com.ibm.icu.text.Transliterator;
import io.qipan.dispatch.gazetteer.model.Readings;
import io.qipan.dispatch.gazetteer.model.Sound;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The reading of each character by the Unicode data that ICU brings, remembered. A character with several readings has its
 * most usual one: the search compares sounds loosely, so another reading costs a little likeness and not the place.
 */
@Singleton
public class Pinyin implements Readings {
    // A few thousand characters occur in names; all there are would be 100,000.
    private final Map<Integer, Sound> known = new ConcurrentHashMap<>();
    private @Nullable Transliterator plain;

    @Override
    public Sound of(int codePoint) {
        return known.computeIfAbsent(codePoint, this::read);
    }

    private Sound read(int codePoint) {
        String letter = Character.toString(codePoint);
        String sound = plain().transliterate(letter);
        return Sound.of(sound.isEmpty() ? letter : sound);
    }

    /** Made when the first name is read. It takes a good part of a start, and a board without names never needs it. */
    private synchronized Transliterator plain() {
        if (plain == null) {
            plain = Transliterator.getInstance("Han-Latin; Latin-ASCII; Lower; [^a-z0-9] Remove");
        }
        return plain;
    }
}
