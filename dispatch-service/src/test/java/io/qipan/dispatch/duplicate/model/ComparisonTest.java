package io.qipan.dispatch.duplicate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.qipan.dispatch.duplicate.model.Evidence.Kind;
import io.qipan.dispatch.duplicate.model.Sighting.Spot;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Wgs84 HERE = new Wgs84(39.67, 106.78);

    private static final DuplicateRules RULES = new DuplicateRules(List.of(
            rule("*", ""), rule("structure_fire", "fire"), rule("smoke_investigation", "fire"), rule("theft", "")));

    private static DuplicateRule rule(String type, String family) {
        return new DuplicateRule(type, NOW, Duration.ofHours(2), 300, Duration.ofMinutes(20), family, "");
    }

    private static Wgs84 north(double metres) {
        return new Wgs84(HERE.latitude() + metres / 111_195, HERE.longitude());
    }

    private static Sighting at(double metres, double radius, long minutes, String type, String words) {
        return new Sighting(
                Optional.of(new Spot(north(metres), radius)),
                NOW.plusSeconds(minutes * 60),
                Optional.of(type),
                words,
                false,
                false);
    }

    private static Map<Kind, Evidence> compare(Sighting report) {
        Sighting incident = at(0, 50, 0, "structure_fire", "smoke from the roof");
        return new Comparison(RULES)
                .compare(report, incident, "structure_fire", false).stream()
                        .collect(Collectors.toMap(Evidence::kind, Function.identity()));
    }

    private static double points(Sighting report, Kind kind) {
        return compare(report)
                .getOrDefault(kind, new Evidence(kind, Double.NaN, ""))
                .points();
    }

    @ParameterizedTest
    @CsvSource({"0, 50, 20", "100, 50, 20", "5000, 50, -30", "0, 5000, 5.8"})
    void a_place_counts_by_distance_beside_what_is_known_of_both(double metres, double radius, double expected) {
        // Given
        Sighting report = at(metres, radius, 0, "structure_fire", "");

        // When
        double points = points(report, Kind.PLACE);

        // Then
        assertThat(points).isCloseTo(expected, within(0.1));
    }

    @ParameterizedTest
    @CsvSource({"0, 7.8", "20, 3.4", "-20, 3.4", "110, -15"})
    void the_later_the_less_and_before_counts_as_after(long minutes, double expected) {
        // Given
        Sighting report = at(0, 50, minutes, "structure_fire", "");

        // When
        double points = points(report, Kind.TIME);

        // Then
        assertThat(points).isCloseTo(expected, within(0.1));
    }

    @ParameterizedTest
    @CsvSource({"structure_fire, 6", "smoke_investigation, 2", "theft, -8", "angling, -8"})
    void a_type_counts_by_its_family(String type, double expected) {
        // Given
        Sighting report = at(0, 50, 0, type, "");

        // When
        double points = points(report, Kind.CLASS);

        // Then
        assertThat(points).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"smoke from the roof, 12", "my bicycle is gone, -2", "'', NaN"})
    void words_count_by_what_both_say(String words, double expected) {
        // Given
        Sighting report = at(0, 50, 0, "theft", words);

        // When
        double points = points(report, Kind.WORDS);

        // Then
        assertThat(Double.valueOf(points)).isEqualTo(Double.valueOf(expected));
    }

    @Test
    void chinese_words_are_compared_by_pairs_of_characters() {
        // Given
        Words one = Words.of("新华街着火了，浓烟");
        Words other = Words.of("着火了！快来新华街");

        // When
        double likeness = one.likeness(other);

        // Then
        assertThat(likeness).isGreaterThan(0.5);
        assertThat(Words.of("偷").terms()).isEmpty();
    }

    @Test
    void what_is_not_known_weighs_nothing() {
        // Given
        Sighting report = new Sighting(Optional.empty(), NOW, Optional.empty(), "", false, false);

        // When
        Map<Kind, Evidence> evidence = compare(report);

        // Then
        assertThat(evidence).containsOnlyKeys(Kind.TIME);
    }

    @Test
    void there_is_a_rule_for_every_type() {
        // Given
        List<DuplicateRule> withoutAny = List.of(rule("theft", ""));

        // When
        DuplicateRule angling = RULES.of("angling");

        // Then
        assertThat(angling.type()).isEqualTo("*");
        assertThatIllegalArgumentException().isThrownBy(() -> new DuplicateRules(withoutAny));
    }
}
