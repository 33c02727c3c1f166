package io.qipan.dispatch.attention.model;

/**
 * That something should be looked at, told once or several times.
 *
 * @param resource what it is about, by its name
 * @param text in English
 * @param times how often it was told
 */
public record Occasion(AttentionKind kind, String resource, String text, long times) {
    private static final int MOST_TEXT = 1_000;

    public Occasion {
        text = text.substring(0, Math.min(text.length(), MOST_TEXT));
    }

    /** The same thing told again: the last words count. */
    public Occasion and(Occasion later) {
        return new Occasion(kind, resource, later.text, times + later.times);
    }
}
