package io.qipan.patrol.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qipan.patrol.season.model.Passage;
import io.qipan.patrol.season.model.Season;
import io.qipan.patrol.season.model.SeasonRule;
import io.qipan.patrol.season.model.WaterPhase;
import io.qipan.patrol.unit.model.Medium;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFileTest {

    private static Season shipped() {
        return new Season(SeasonBoard.shippedCalendar().rules(), List.of());
    }

    @Test
    void the_shipped_rules_say_one_thing_of_each_water_medium_on_every_day_leap_days_too() {
        // Given
        List<SeasonRule> rules = SeasonBoard.shippedCalendar().rules();
        List<LocalDate> days =
                LocalDate.of(2026, 1, 1).datesUntil(LocalDate.of(2033, 1, 1)).toList();

        // When
        List<LocalDate> unclear = days.stream()
                .filter(day -> Set.of(Medium.WATER, Medium.SHALLOW_WATER, Medium.ICE).stream()
                        .anyMatch(medium -> rules.stream()
                                        .filter(rule -> rule.period().has(day))
                                        .filter(rule -> rule.open().contains(medium)
                                                || rule.closed().contains(medium))
                                        .count()
                                != 1))
                .toList();

        // Then
        assertThat(unclear).isEmpty();
    }

    @Test
    void every_shipped_rule_names_its_source_and_those_with_assumed_dates_say_so() {
        // When
        List<SeasonRule> rules = SeasonBoard.shippedCalendar().rules();

        // Then
        assertThat(rules).allMatch(rule -> !rule.source().isBlank());
        assertThat(rules)
                .filteredOn(rule -> rule.source().contains("assumption"))
                .allMatch(SeasonRule::assumption);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-23, OPEN_WATER, OPEN, CLOSED",
        "2026-11-18, OPEN_WATER, OPEN, CLOSED",
        "2026-11-19, FREEZING, CLOSED, CLOSED",
        "2026-12-31, FREEZING, CLOSED, CLOSED",
        "2027-01-01, FREEZING, CLOSED, CLOSED",
        "2027-01-19, FREEZING, CLOSED, CLOSED",
        "2027-01-20, FROZEN, CLOSED, OPEN",
        "2027-02-16, THAWING, CLOSED, CLOSED",
        "2028-02-29, THAWING, CLOSED, CLOSED",
        "2027-03-26, OPEN_WATER, OPEN, CLOSED"
    })
    void summer_is_for_boats_and_winter_for_ice_and_in_between_for_neither(
            LocalDate day, WaterPhase phase, Passage water, Passage ice) {
        // Given
        Instant noon = day.atTime(12, 0).atZone(Season.CALENDAR).toInstant();

        // When
        var state = shipped().state(Medium.WATER, Set.of(), noon);

        // Then
        assertThat(state.phase()).isEqualTo(Optional.of(phase));
        assertThat(state.ruling().passage()).isEqualTo(water);
        assertThat(shipped().ruling(Medium.SHALLOW_WATER, Set.of(), noon).passage())
                .isEqualTo(water);
        assertThat(shipped().ruling(Medium.ICE, Set.of(), noon).passage()).isEqualTo(ice);
        assertThat(shipped().ruling(Medium.AIR, Set.of(), noon).passage()).isEqualTo(Passage.OPEN);
    }

    private static String rule(String more) {
        return """
                {"rules": [{"code": "r", "open": ["ice"], "reason_en": "e", "reason_zh": "z", "source": "s" %s}]}""".formatted(more);
    }

    @Test
    void dates_of_one_year_and_places_are_read() {
        // When
        SeasonCalendar read = RuleFile.read(rule(
                ", \"place\": \"gridFeatures/zone-N\", \"dated\": {\"from\": \"2027-01-10\", \"to\": \"2027-01-12\"}"));

        // Then
        assertThat(read.rules()).singleElement().satisfies(rule -> {
            assertThat(rule.place()).contains("gridFeatures/zone-N");
            assertThat(rule.period().has(LocalDate.of(2027, 1, 12))).isTrue();
            assertThat(rule.period().has(LocalDate.of(2028, 1, 12))).isFalse();
            assertThat(rule.assumption()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "; either every_year or dated",
                ", 'every_year': {'from': '02-30', 'to': '03-01'}; 02-30",
                ", 'every_year': {'from': '01-01'}; no to",
                ", 'every_year': {'from': '01-01', 'to': '01-02'}, 'closd': ['ice']; closd",
                ", 'every_year': {'from': '01-01', 'to': '01-02'}, 'closed': ['ice']; open or close",
                ", 'every_year': {'from': '01-01', 'to': '01-02'}, 'closed': ['snow']; SNOW",
                ", 'dated': {'from': '2027-01-02', 'to': '2027-01-01'}; cannot end",
                ", 'every_year': {'from': '01-01', 'to': '01-02'}, 'closed': 'water'; arrays"
            },
            quoteCharacter = '|')
    void a_rule_that_cannot_be_understood_is_refused_by_its_code(String more, String problem) {
        // Given
        String text = rule(more == null ? "" : more.replace('\'', '"'));

        // When
        var reading = assertThatThrownBy(() -> RuleFile.read(text));

        // Then
        reading.isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Rule 'r'")
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"rule\": []}",
                "{\"rules\": []}",
                "{\"rules\": {}}",
                "{\"rules\": [], \"rules\": [1]}"
            })
    void a_calendar_without_rules_would_open_the_water_in_winter_and_is_refused(String text) {
        // When
        var reading = assertThatThrownBy(() -> RuleFile.read(text));

        // Then
        reading.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("rules");
    }
}
