package io.qipan.patrol.grid.geojson;

/** Which properties of the features in a document hold what. */
public record PropertyNames(
        String kind, String code, String titleEn, String titleZh, String parent, String visitingRule, String reports) {
    /** Those that are written, and read unless others are named. */
    public static final PropertyNames USUAL =
            new PropertyNames("kind", "code", "title_en", "title_zh", "parent", "visiting_rule", "reports");
}
