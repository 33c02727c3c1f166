package io.qipan.launcher.track;

import java.util.OptionalDouble;

/** Numbers as files write them. */
final class Numbers {

    private Numbers() {}

    static double needed(String what, String text) throws Unreadable {
        return optional(what, text).orElseThrow(() -> new Unreadable("there is no " + what));
    }

    static OptionalDouble optional(String what, String text) throws Unreadable {
        if (text.isBlank()) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(text.strip());
            if (Double.isFinite(number)) {
                return OptionalDouble.of(number);
            }
        } catch (NumberFormatException e) {
            throw new Unreadable("the " + what + " '" + text + "' is no number");
        }
        throw new Unreadable("the " + what + " '" + text + "' is no number");
    }
}
