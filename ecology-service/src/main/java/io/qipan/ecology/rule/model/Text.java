package io.qipan.ecology.rule.model;

/** The same words in English and in Chinese. */
public record Text(String en, String zh) {
    public static final Text NONE = new Text("", "");

    public boolean isEmpty() {
        return en.isEmpty();
    }
}
