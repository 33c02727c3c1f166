package io.qipan.launcher.track;

/** A line that does not tell a point. */
final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String why) {
        super(why);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
