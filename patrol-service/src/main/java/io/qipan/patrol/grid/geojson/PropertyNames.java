package io.qipan.patrol.grid.geojson;

/** Which properties of the features in a document hold what. Dots lead into objects: {@code parent.adcode}. */
public record PropertyNames(
        String kind, String code, String titleEn, String titleZh, String parent, String visitingRule, String reports) {
    /** Instead of the name of a property for the code: features are numbered, from 1 in the order of the document. */
    public static final String NUMBERED = "#";

    /** Of devices, whatever the others are called: how often it reports at least (s). */
    static final String REPORT_EVERY_S = "report_every_s";

    /** Those that are written, and read unless others are named. */
    public static final PropertyNames USUAL =
            new PropertyNames("kind", "code", "title_en", "title_zh", "parent", "visiting_rule", "reports");
}
