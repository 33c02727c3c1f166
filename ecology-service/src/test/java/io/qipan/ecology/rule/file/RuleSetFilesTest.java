package io.qipan.ecology.rule.file;

import static io.qipan.ecology.rule.file.RuleFiles.GOOD;
import static io.qipan.ecology.rule.file.RuleFiles.MANIFEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.rule.model.RuleSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleSetFilesTest {
    private final RuleFiles files = new RuleFiles();

    @Test
    void aGoodFileIsReadWhole() {
        // When
        RuleSet rules = files.read();

        // Then
        assertThat(rules.rules()).singleElement().satisfies(rule -> {
            assertThat(rule.describe().season().en()).isEqualTo("11-01 00:00 to 02-28 24:00, every year");
            assertThat(rule.season().text().zh()).isEqualTo("每年11-01 00:00至次年02-28 24:00");
            assertThat(rule.describe().citation()).isEqualTo("Act 1");
            assertThat(rule.when().text().zh()).isEqualTo("渔获达到或超过5 kg；或者并非单独");
        });
    }

    @Test
    void theRevisionNamesTheDayOfReviewAndChangesWithEveryByte() {
        // Given
        String before = files.read().revision();
        files.put("a.json", GOOD.replace("\"Act\"", "\"Acts\""));

        // When
        String after = files.read().revision();

        // Then
        assertThat(before).matches("2026-11-21-[0-9a-f]{12}");
        assertThat(after).startsWith("2026-11-21-").isNotEqualTo(before);
    }

    @Test
    void theSameBytesAreTheSameRevision() {
        // When
        String first = files.read().revision();

        // Then
        assertThat(files.read().revision()).isEqualTo(first);
    }

    @Test
    void everyFaultOfARuleIsNamedWithItsPath() {
        // Given
        files.put(
                "a.json",
                GOOD.replace("[\"fishing\"], \"exempts\": []", "[\"fishing\", \"flying\"], \"exempts\": [\"running\"]")
                        .replace("\"waters\": [\"pond\"]", "\"waters\": [\"lake\"]")
                        .replace("\"catch_kg\", \"at_least\"", "\"weight\", \"at_least\"")
                        .replace("\"is\": false", "\"below\": 3")
                        .replace("11-01 00:00", "13-01 00:00")
                        .replace("2020-01-01\"", "2020-02-30\", \"until\": \"soon\"")
                        .replace("\"Act\"", "\" \"")
                        .replace("PERSUADE", "SHOUT")
                        .replace("[0, 50]", "[50, 0]")
                        .replace("\"LAW_TEXT\", \"doubt\": \"\"", "\"HEARSAY\""));

        // When
        List<String> faults = files.faults();

        // Then
        assertThat(faults)
                .containsExactly(
                        "a.json /rules/0/forbids/1 (ban): there is no activity 'flying'",
                        "a.json /rules/0/exempts/0 (ban): there is no activity 'running'",
                        "a.json /rules/0/when/any/0/fact (ban): there is no fact 'weight'",
                        "a.json /rules/0/when/any/1 (ban): 'alone' is a flag: use is",
                        "a.json /rules/0/place/waters/0 (ban): there is no water 'lake'",
                        "a.json /rules/0/place/waters (ban): names no known water",
                        "a.json /rules/0/season/windows/0/from (ban): '13-01 00:00' is not a moment of every year like 05-16 12:00"
                                + " or 07-31 24:00",
                        "a.json /rules/0/season/windows (ban): has no usable entry",
                        "a.json /rules/0/in_force/from (ban): '2020-02-30' is not a day like 2022-04-01",
                        "a.json /rules/0/in_force/until (ban): 'soon' is not a day like 2022-04-01",
                        "a.json /rules/0/citations/0/law (ban): is missing",
                        "a.json /rules/0/citations (ban): names no law",
                        "a.json /rules/0/handling (ban): 'SHOUT' is none of [PERSUADE, ADMINISTRATIVE, CRIMINAL]",
                        "a.json /rules/0/penalties/0/yuan (ban): [50, 0] is not the least and the most of a fine",
                        "a.json /rules/0/sourcing (ban): 'HEARSAY' is none of [LAW_TEXT, COPY_SEEN, FROM_MEMORY]",
                        "a.json /rules/0/doubt (ban): is missing; write \"\" if nothing is uncertain",
                        "rule-set.json: its files hold no usable rule");
    }

    @Test
    void anEmptyRuleNamesEverythingThatItLacks() {
        // Given
        files.put("a.json", "{\"rules\": [{}]}");

        // When
        List<String> faults = files.faults();

        // Then
        assertThat(String.join("\n", faults))
                .contains(
                        "/id:",
                        "/title/en:",
                        "/title/zh:",
                        "/forbids:",
                        "/exempts:",
                        "/place:",
                        "/season:",
                        "/in_force:")
                .contains("/citations:", "/handling:", "/penalties:", "/sourcing:", "/doubt:");
    }

    @Test
    void unknownKeysAreRefusedWithTheirPath() {
        // Given
        files.put(
                "a.json",
                GOOD.replace("\"handling\"", "\"handing\"")
                        .replace("\"drawn\": \"by hand\",\n    \"half", "\"drown\": \"by hand\",\n    \"half")
                        .replace("\"rules\"", "\"laws\": [], \"rules\""));

        // When
        List<String> faults = files.faults();

        // Then
        assertThat(faults)
                .anyMatch(f -> f.startsWith("a.json /waters/0: unknown key 'drown'. Known are ["))
                .anyMatch(f -> f.startsWith("a.json /rules/0: unknown key 'handing'. Known are ["))
                .anyMatch(f -> f.startsWith("a.json: unknown key 'laws'. Known are ["))
                .contains("a.json /waters/0/drawn (pond): is missing");
    }

    @Test
    void aValueOfAWrongTypeHidesNoFaultOfAnotherEntry() {
        // Given
        files.put(
                "a.json",
                GOOD.replace("\"half_width_km\": 1", "\"half_width_km\": \"1\"")
                        .replace("SHOUT", "")
                        .replace("\"PERSUADE\"", "\"SHOUT\""));

        // When
        List<String> faults = files.faults();

        // Then
        assertThat(faults)
                .anyMatch(f -> f.startsWith("a.json /waters/0/half_width_km: "))
                .anyMatch(f -> f.startsWith("a.json /rules/0/handling (ban): 'SHOUT'"));
    }

    @Test
    void keysThatComeTwiceAreRefused() {
        // Given
        files.put("a.json", GOOD.replace("\"handling\"", "\"handling\": \"CRIMINAL\", \"handling\""));

        // When
        List<String> faults = files.faults();

        // Then
        assertThat(faults).anyMatch(f -> f.contains("Duplicate field 'handling'"));
    }

    @Test
    void whatIsNoJsonIsRefusedBesideTheFaultsOfOtherFiles() {
        // Given
        files.put("rule-set.json", MANIFEST.replace("\"a.json\"", "\"a.json\", \"b.json\", \"c.json\""));
        files.put("b.json", "{\"rules\": [");

        // When
        List<String> faults = files.faults();

        // Then
        assertThat(faults)
                .anyMatch(f -> f.startsWith("b.json line 1: "))
                .contains("c.json: cannot be read: no file c.json");
    }

    @Test
    void codesAndIdsAreTakenOnce() {
        // Given
        files.put("rule-set.json", MANIFEST.replace("\"a.json\"", "\"a.json\", \"b.json\""));
        files.put("b.json", GOOD);

        // When
        List<String> faults = files.faults();

        // Then
        assertThat(faults)
                .containsExactly(
                        "b.json /activities/0/code (fishing): is taken by another activity",
                        "b.json /facts/0/code (catch_kg): is taken by another fact",
                        "b.json /facts/1/code (value): is taken by another fact",
                        "b.json /facts/2/code (alone): is taken by another fact",
                        "b.json /facts/3/code (grade): is taken by another fact",
                        "b.json /areas/0/code (150300): is taken by another area",
                        "b.json /waters/0/code (pond): is taken by another water",
                        "b.json /rules/0/id (ban): is taken by another rule");
    }

    @Test
    void aRuleSaysItsPlaceAndItsSeasonInOneWay() {
        // Given
        files.put(
                "a.json",
                GOOD.replace("\"waters\": [\"pond\"]", "\"waters\": [\"pond\"], \"everywhere\": true")
                        .replace("\"season\": {", "\"season\": {\"all_year\": true, "));

        // When
        List<String> faults = files.faults();

        // Then
        assertThat(faults)
                .contains(
                        "a.json /rules/0/place (ban): needs one of waters, areas, along, any_fishery_water: true and everywhere: true",
                        "a.json /rules/0/season (ban): needs one of windows, spans and all_year: true");
    }

    @Test
    void linesMustBeOnEarthAndWidthsPlausible() {
        // Given
        files.put(
                "a.json",
                GOOD.replace("[40, 110]", "[110, 40]").replace("\"half_width_km\": 1", "\"half_width_km\": -1"));

        // When
        List<String> faults = files.faults();

        // Then
        assertThat(faults)
                .contains(
                        "a.json /waters/0/line_latitude_longitude/0 (pond): [110.0, 40.0] is not a latitude and a longitude",
                        "a.json /waters/0/line_latitude_longitude (pond): needs at least two usable points",
                        "a.json /waters/0/half_width_km (pond): -1.0 is not between 0.001 and 200 km");
    }

    @Test
    void ringsMustNotCrossThemselves() {
        // Given
        files.put("a.json", GOOD.replace("[40, 106], [40, 107]", "[40, 107], [40, 106]"));

        // When
        List<String> faults = files.faults();

        // Then
        assertThat(faults).contains("a.json /areas/0/polygons_latitude_longitude/0 (150300): the ring crosses itself");
    }

    @Test
    void aFactThatNoRuleAsksForIsAFaultSinceTheThirdForm() {
        // Given
        files.put("rule-set.json", MANIFEST.replace("\"schema\": 2", "\"schema\": 3"));

        // When
        List<String> faults = files.faults();

        // Then
        assertThat(faults)
                .containsExactly(
                        "a.json /facts/1 (value): no rule asks for it", "a.json /facts/3 (grade): no rule asks for it");
    }

    @Test
    void nullsInListsAreRefused() {
        // Given
        files.put("a.json", "{\"rules\": [null]}");

        // When
        List<String> faults = files.faults();

        // Then
        assertThat(faults).anyMatch(f -> f.startsWith("a.json"));
    }
}
