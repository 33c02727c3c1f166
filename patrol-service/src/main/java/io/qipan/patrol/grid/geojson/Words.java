package io.qipan.patrol.grid.geojson;

/** Parts of a document as they can be quoted. */
final class Words {
    private static final int SHOWN = 60;

    private Words() {}

    static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
