package io.qipan.ecology.species.model;

import java.util.regex.Pattern;

/** How names are cleaned. */
public final class Names {
    /** The list pads with ideographic and no-break spaces. */
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u3000\\u00a0\\u2000-\\u200b\\ufeff]+");

    private Names() {}

    /** Single plain blanks within, none around. */
    public static String clean(String text) {
        return BLANKS.matcher(text).replaceAll(" ").strip();
    }
}
