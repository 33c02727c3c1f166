package io.qipan.runtime.geojson;

/** Part of a document that cannot be used; the message says why, as the end of a sentence. */
public final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    public Unusable(String why) {
        super(why, null, false, false);
    }

    public String why() {
        return String.valueOf(getMessage());
    }
}
