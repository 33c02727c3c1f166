package io.qipan.ecology.rule.file;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One rule file as it is written. Anything may be missing here: whether it may, is said by who reads it. */
record RuleFile(
        @Nullable List<ActivityEntry> activities,
        @Nullable List<WaterEntry> waters,
        @Nullable List<RuleEntry> rules) {

    /** {@code rules/rule-set.json}: which files belong together, and the day of their last review. */
    record Manifest(@Nullable String reviewedOn, @Nullable List<String> files) {}

    record TextEntry(@Nullable String en, @Nullable String zh) {}

    record ActivityEntry(
            @Nullable String code,
            @Nullable TextEntry name,
            @Nullable String kindOf) {}

    /**
     * @param drawn how the line was drawn, for people
     * @param lineLatitudeLongitude WGS-84 degrees
     */
    record WaterEntry(
            @Nullable String code,
            @Nullable TextEntry name,
            @Nullable String drawn,
            @Nullable Double halfWidthKm,
            @Nullable Double accuracyKm,
            @Nullable List<List<Double>> lineLatitudeLongitude) {}

    record RuleEntry(
            @Nullable String id,
            @Nullable TextEntry title,
            @Nullable List<String> forbids,
            @Nullable List<String> exempts,
            @Nullable PlaceEntry place,
            @Nullable SeasonEntry season,
            @Nullable InForceEntry inForce,
            @Nullable String citation,
            @Nullable String handling,
            @Nullable String doubt) {}

    /** Either {@code waters} or {@code any_fishery_water: true}. */
    record PlaceEntry(
            @Nullable TextEntry text,
            @Nullable List<String> waters,
            @Nullable Boolean anyFisheryWater) {}

    /** Either {@code windows} or {@code all_year: true}. */
    record SeasonEntry(
            @Nullable List<WindowEntry> windows, @Nullable Boolean allYear) {}

    record WindowEntry(@Nullable String from, @Nullable String until) {}

    record InForceEntry(@Nullable String from, @Nullable String until) {}
}
