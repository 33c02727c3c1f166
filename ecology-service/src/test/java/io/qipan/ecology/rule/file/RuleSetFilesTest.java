package io.qipan.ecology.rule.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.qipan.ecology.rule.model.RuleSet;
import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleSetFilesTest {
    private static final String MANIFEST = """
            {"reviewed_on": "2026-11-21", "files": ["a.json"]}""";

    private static final String GOOD = """
            {
              "activities": [{"code": "fishing", "name": {"en": "fishing", "zh": "捕捞"}}],
              "waters": [{"code": "pond", "name": {"en": "the pond", "zh": "池塘"}, "drawn": "by hand",
                "half_width_km": 1, "accuracy_km": 1, "line_latitude_longitude": [[40, 110], [40.1, 110.1]]}],
              "rules": [{"id": "ban", "title": {"en": "Ban", "zh": "禁"}, "forbids": ["fishing"], "exempts": [],
                "place": {"text": {"en": "the pond", "zh": "池塘"}, "waters": ["pond"]},
                "season": {"windows": [{"from": "11-01 00:00", "until": "02-28 24:00"}]},
                "in_force": {"from": "2020-01-01"}, "citation": "Act 1", "handling": "PERSUADE", "doubt": ""}]
            }""";

    private final Map<String, String> files = new HashMap<>(Map.of("rule-set.json", MANIFEST, "a.json", GOOD));

    private RuleSet read() {
        return RuleSetFiles.read(name -> {
            String content = files.get(name);
            if (content == null) {
                throw new FileNotFoundException("no file " + name);
            }
            return content.getBytes(StandardCharsets.UTF_8);
        });
    }

    private List<String> faults() {
        return catchThrowableOfType(RuleFilesRefused.class, this::read).faults();
    }

    @Test
    void aGoodFileIsReadWhole() {
        // When
        RuleSet rules = read();

        // Then
        assertThat(rules.rules()).singleElement().satisfies(rule -> {
            assertThat(rule.describe().season()).isEqualTo("11-01 00:00 to 02-28 24:00, every year");
            assertThat(rule.season().text().zh()).isEqualTo("每年11-01 00:00至次年02-28 24:00");
            assertThat(rule.citation()).isEqualTo("Act 1");
        });
    }

    @Test
    void theRevisionNamesTheDayOfReviewAndChangesWithEveryByte() {
        // Given
        String before = read().revision();
        files.put("a.json", GOOD.replace("Act 1", "Act 2"));

        // When
        String after = read().revision();

        // Then
        assertThat(before).matches("2026-11-21-[0-9a-f]{12}");
        assertThat(after).startsWith("2026-11-21-").isNotEqualTo(before);
    }

    @Test
    void theSameBytesAreTheSameRevision() {
        // When
        String first = read().revision();

        // Then
        assertThat(read().revision()).isEqualTo(first);
    }

    @Test
    void everyFaultOfARuleIsNamed() {
        // Given
        files.put(
                "a.json",
                GOOD.replace("[\"fishing\"], \"exempts\": []", "[\"fishing\", \"flying\"], \"exempts\": [\"running\"]")
                        .replace("\"waters\": [\"pond\"]", "\"waters\": [\"lake\"]")
                        .replace("11-01 00:00", "13-01 00:00")
                        .replace("2020-01-01\"", "2020-02-30\", \"until\": \"soon\"")
                        .replace("\"Act 1\"", "\" \"")
                        .replace("PERSUADE", "SHOUT")
                        .replace(", \"doubt\": \"\"", ""));

        // When
        List<String> faults = faults();

        // Then
        assertThat(faults)
                .containsExactly(
                        "a.json, rule ban: forbids: there is no activity 'flying'",
                        "a.json, rule ban: exempts: there is no activity 'running'",
                        "a.json, rule ban: place: there is no water 'lake'",
                        "a.json, rule ban: place: names no known water",
                        "a.json, rule ban: season.from: '13-01 00:00' is not a moment of every year like 05-16 12:00 or 07-31 24:00",
                        "a.json, rule ban: season: has no usable window",
                        "a.json, rule ban: in_force.from: '2020-02-30' is not a day like 2022-04-01",
                        "a.json, rule ban: in_force.until: 'soon' is not a day like 2022-04-01",
                        "a.json, rule ban: citation: is missing",
                        "a.json, rule ban: handling: 'SHOUT' is none of [PERSUADE, ADMINISTRATIVE, CRIMINAL]",
                        "a.json, rule ban: doubt: is missing; write \"\" if nothing is uncertain",
                        "rule-set.json: its files hold no usable rule");
    }

    @Test
    void anEmptyRuleNamesEverythingThatItLacks() {
        // Given
        files.put("a.json", "{\"rules\": [{}]}");

        // When
        List<String> faults = faults();

        // Then
        assertThat(String.join("\n", faults))
                .contains("id:", "title.en:", "title.zh:", "forbids:", "exempts:", "place:", "season:", "in_force:")
                .contains("citation:", "handling:", "doubt:");
    }

    @Test
    void unknownKeysAreRefusedWithTheirPlace() {
        // Given
        files.put("a.json", GOOD.replace("\"citation\"", "\"citaton\"").replace("\"drawn\"", "\"drown\""));

        // When
        List<String> faults = faults();

        // Then
        assertThat(faults)
                .anyMatch(f -> f.startsWith("a.json /waters/0, before line 5: unknown key 'drown'"))
                .anyMatch(f -> f.startsWith("a.json /rules/0, before line 9: unknown key 'citaton'. Known are ["))
                .contains("a.json, rule ban: citation: is missing", "a.json, water pond: drawn: is missing");
    }

    @Test
    void keysThatComeTwiceAreRefused() {
        // Given
        files.put("a.json", GOOD.replace("\"citation\"", "\"citation\": \"Act 0\", \"citation\""));

        // When
        List<String> faults = faults();

        // Then
        assertThat(faults).anyMatch(f -> f.contains("Duplicate field 'citation'"));
    }

    @Test
    void whatIsNoJsonIsRefusedBesideTheFaultsOfOtherFiles() {
        // Given
        files.put("rule-set.json", MANIFEST.replace("\"a.json\"", "\"a.json\", \"b.json\", \"c.json\""));
        files.put("b.json", "{\"rules\": [");

        // When
        List<String> faults = faults();

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
        List<String> faults = faults();

        // Then
        assertThat(faults)
                .containsExactly(
                        "b.json, activity fishing: code: is taken by another activity",
                        "b.json, water pond: code: is taken by another water",
                        "b.json, rule ban: id: is taken by another rule");
    }

    @Test
    void aRuleSaysItsPlaceAndItsSeasonInOneWay() {
        // Given
        files.put(
                "a.json",
                GOOD.replace("\"waters\": [\"pond\"]", "\"waters\": [\"pond\"], \"any_fishery_water\": true")
                        .replace("\"season\": {", "\"season\": {\"all_year\": true, "));

        // When
        List<String> faults = faults();

        // Then
        assertThat(faults)
                .contains(
                        "a.json, rule ban: place: needs either waters or any_fishery_water: true",
                        "a.json, rule ban: season: needs either windows or all_year: true");
    }

    @Test
    void linesMustBeOnEarthAndWidthsPlausible() {
        // Given
        files.put(
                "a.json",
                GOOD.replace("[40, 110]", "[110, 40]").replace("\"half_width_km\": 1", "\"half_width_km\": -1"));

        // When
        List<String> faults = faults();

        // Then
        assertThat(faults)
                .contains(
                        "a.json, water pond: line_latitude_longitude: [110.0, 40.0] is not a latitude and a longitude",
                        "a.json, water pond: line_latitude_longitude: needs at least two usable points",
                        "a.json, water pond: half_width_km: -1.0 is not between 0 and 200 km");
    }

    @Test
    void nullsInListsAreRefused() {
        // Given
        files.put("a.json", "{\"rules\": [null]}");

        // When
        List<String> faults = faults();

        // Then
        assertThat(faults).anyMatch(f -> f.startsWith("a.json"));
    }
}
