package io.qipan.ecology.rule.model;

import java.util.Optional;

/**
 * Something people do to nature.
 *
 * @param kindOf the wider activity that this is a kind of: fishing with a net is fishing
 */
public record Activity(String code, Text name, Optional<Activity> kindOf) {

    /** Its name and code, for a sentence. */
    Text label() {
        return new Text(name.en() + " (" + code + ")", name.zh() + "（" + code + "）");
    }

    /** Whether this is the activity of that code, or a kind of it. */
    public boolean isA(String other) {
        return code.equals(other) || kindOf.map(wider -> wider.isA(other)).orElse(false);
    }
}
