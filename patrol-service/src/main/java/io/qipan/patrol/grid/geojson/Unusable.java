package io.qipan.patrol.grid.geojson;

/** Part of a document that cannot be used; the message says why, as the end of a sentence. */
final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
