package io.qipan.runtime.geojson;

/** Parts of a document as they can be quoted. */
public final class Words {
    private static final int SHOWN = 60;

    private Words() {}

    public static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
