package io.qipan.ecology.rule.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries of a rule file as they are written. Anything may be missing here: whether it may, is said by who reads it. */
final class RuleFile {

    private RuleFile() {}

    /**
     * {@code rule-set.json}: which files belong together, and the day of their last review.
     *
     * @param schema the form of the files, so that an old revision is known by it
     */
    record Manifest(
            @Nullable Integer schema,
            @Nullable String reviewedOn,
            @Nullable List<String> files) {}

    record TextEntry(@Nullable String en, @Nullable String zh) {}

    record ActivityEntry(
            @Nullable String code,
            @Nullable TextEntry name,
            @Nullable String kindOf) {}

    record OptionEntry(@Nullable String code, @Nullable TextEntry name) {}

    record FactEntry(
            @Nullable String code,
            @Nullable TextEntry name,
            @Nullable String kind,
            @Nullable String unit,
            @Nullable List<OptionEntry> options) {}

    /**
     * @param within code of an area that has it; needed of what is not drawn
     * @param drawn how the line was drawn, for people; missing if it is not, and the numbers with it
     * @param lineLatitudeLongitude WGS-84 degrees
     */
    record WaterEntry(
            @Nullable String code,
            @Nullable TextEntry name,
            @Nullable String within,
            @Nullable String drawn,
            @Nullable Double halfWidthKm,
            @Nullable Double accuracyKm,
            @Nullable List<List<Double>> lineLatitudeLongitude) {}

    /**
     * @param drawn how the border was drawn, for people; missing if it is not
     * @param polygonsLatitudeLongitude rings in WGS-84 degrees
     */
    record AreaEntry(
            @Nullable String code,
            @Nullable String kind,
            @Nullable TextEntry name,
            @Nullable String within,
            @Nullable String drawn,
            @Nullable Double accuracyKm,
            @Nullable List<List<List<Double>>> polygonsLatitudeLongitude) {}

    /**
     * Draws a place of other files, or draws it better: a water by its line, an area by its rings.
     *
     * @param halfWidthKm of waters only
     */
    record DrawingEntry(
            @Nullable String of,
            @Nullable String drawn,
            @Nullable Double halfWidthKm,
            @Nullable Double accuracyKm,
            @Nullable List<List<Double>> lineLatitudeLongitude,
            @Nullable List<List<List<Double>>> polygonsLatitudeLongitude) {}

    /** {@code doubt}: a text in both languages, or "" for none; up to schema 2 words in English. */
    record RuleEntry(
            @Nullable String id,
            @Nullable TextEntry title,
            @Nullable List<String> forbids,
            @Nullable List<String> exempts,
            @Nullable List<ExceptionEntry> exceptions,
            @Nullable ConditionEntry when,
            @Nullable PlaceEntry place,
            @Nullable SeasonEntry season,
            @Nullable InForceEntry inForce,
            @Nullable List<CitationEntry> citations,
            @Nullable String handling,
            @Nullable List<PenaltyEntry> penalties,
            @Nullable String sourcing,
            @Nullable JsonNode doubt,
            @Nullable String replaces) {}

    record ExceptionEntry(
            @Nullable TextEntry text,
            @Nullable List<String> activities,
            @Nullable ConditionEntry when) {}

    /** Either {@code fact} with one test, or {@code all}, or {@code any}. */
    record ConditionEntry(
            @Nullable String fact,
            @Nullable Double atLeast,
            @Nullable Double below,
            @Nullable List<String> oneOf,
            @Nullable Boolean is,
            @Nullable List<ConditionEntry> all,
            @Nullable List<ConditionEntry> any) {}

    /** One of {@code waters}, {@code areas}, {@code along}, {@code any_fishery_water: true}, {@code everywhere: true}. */
    record PlaceEntry(
            @Nullable TextEntry text,
            @Nullable List<String> waters,
            @Nullable List<String> areas,
            @Nullable LineEntry along,
            @Nullable Boolean anyFisheryWater,
            @Nullable Boolean everywhere) {}

    record LineEntry(
            @Nullable TextEntry name,
            @Nullable String drawn,
            @Nullable Double halfWidthKm,
            @Nullable Double accuracyKm,
            @Nullable List<List<Double>> lineLatitudeLongitude) {}

    /** One of {@code windows}, {@code spans}, {@code all_year: true}. */
    record SeasonEntry(
            @Nullable List<WindowEntry> windows,
            @Nullable List<WindowEntry> spans,
            @Nullable Boolean allYear) {}

    /** What the files cover: each of {@code coverage} is a place with the first day. */
    record SubjectEntry(
            @Nullable String code,
            @Nullable TextEntry name,
            @Nullable List<String> activities,
            @Nullable List<CoverageEntry> coverage,
            @Nullable TextEntry otherwise) {}

    record CoverageEntry(
            @Nullable PlaceEntry place, @Nullable String from) {}

    /** Ends a rule of other files earlier than they say. */
    record EndEntry(@Nullable String rule, @Nullable String until) {}

    record WindowEntry(@Nullable String from, @Nullable String until) {}

    record InForceEntry(@Nullable String from, @Nullable String until) {}

    record CitationEntry(
            @Nullable String law,
            @Nullable String article,
            @Nullable String version,
            @Nullable String from,
            @Nullable String until) {}

    /** At most one of {@code yuan} and {@code times}. */
    record PenaltyEntry(
            @Nullable TextEntry text,
            @Nullable ConditionEntry when,
            @Nullable List<Long> yuan,
            @Nullable TimesEntry times) {}

    record TimesEntry(
            @Nullable String of,
            @Nullable Double from,
            @Nullable Double to) {}
}
