package io.qipan.dispatch.gazetteer.model;

/**
 * How a letter sounds.
 *
 * @param plain a syllable in letters a to z without tone, or a letter or digit itself
 * @param blurred the same without what many speakers of the region do not tell apart, or a bad line swallows
 */
public record Sound(String plain, String blurred) {

    public static Sound of(String plain) {
        return new Sound(
                plain,
                plain.replace("zh", "z")
                        .replace("ch", "c")
                        .replace("sh", "s")
                        .replace("ng", "n")
                        .replace('l', 'n'));
    }
}
