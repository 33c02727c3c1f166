package io.qipan.ecology.rule.file;

import static io.qipan.ecology.rule.file.RuleFiles.GOOD;
import static io.qipan.ecology.rule.file.RuleFiles.MANIFEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.rule.model.Evaluation;
import io.qipan.ecology.rule.model.Facts;
import io.qipan.ecology.rule.model.Question;
import io.qipan.ecology.rule.model.RuleSet;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Waters that are known by name only, and what draws them. The pond lies in 150300, which reaches from 39 N 106 E to 40 N 107 E. */
class DrawingsTest {
    private static final String NAME_ONLY = GOOD.replaceAll(
            "(?s)\"drawn\": \"by hand\",\\s*\"half_width_km\".*?\\]\\]\\}\\],", "\"within\": \"150300\"}],");
    private static final Wgs84 IN_THE_AREA = new Wgs84(39.5, 106.5);

    private final RuleFiles files = new RuleFiles();

    private static Evaluation asked(RuleSet rules, Wgs84 point, Optional<String> water) {
        return rules.evaluate(new Question(
                        Instant.parse("2025-12-24T02:00:00Z"),
                        "fishing",
                        Optional.of(point),
                        10,
                        water,
                        Optional.empty(),
                        Facts.NONE,
                        Optional.empty()))
                .orRefuse();
    }

    private RuleSet drawnBy(String drawings) {
        files.put("a.json", NAME_ONLY);
        Map<String, String> added = Map.of("rule-set.json", MANIFEST, "a.json", "{\"drawings\": [" + drawings + "]}");
        return RuleSetFiles.load(files.folder(), Optional.of(RuleFiles.folder(added)))
                .rules();
    }

    @Test
    void aRuleInAWaterThatNobodyDrewIsToldWithWhatIsMissingWhereverItMayLie() {
        // Given
        files.put("a.json", NAME_ONLY);
        RuleSet rules = files.read();

        // When
        Evaluation evaluation = asked(rules, IN_THE_AREA, Optional.empty());

        // Then
        assertThat(rules.undrawn().rulesByPlace()).isEqualTo(Map.of("pond", List.of("ban")));
        assertThat(evaluation.possible()).singleElement().satisfies(rule -> {
            assertThat(rule.placeUncertain()).isTrue();
            assertThat(rule.becauseEn())
                    .contains("place: where the pond (pond) lies is not drawn here; name the water to be certain");
        });
        assertThat(asked(rules, IN_THE_AREA, Optional.of("pond")).possible())
                .singleElement()
                .satisfies(rule -> assertThat(rule.placeUncertain()).isFalse());
        assertThat(asked(rules, new Wgs84(45, 120), Optional.empty()).possible())
                .isEmpty();
    }

    @Test
    void anInstallationDrawsWhatIsKnownByNameOnly() {
        // When
        RuleSet rules =
                drawnBy("{\"of\": \"pond\", \"drawn\": \"surveyed\", \"half_width_km\": 2, \"accuracy_km\": 0.1,"
                        + " \"line_latitude_longitude\": [[39.4, 106.5], [39.6, 106.5]]}");

        // Then
        assertThat(rules.undrawn().rulesByPlace()).isEmpty();
        assertThat(asked(rules, IN_THE_AREA, Optional.empty()).possible())
                .singleElement()
                .satisfies(rule -> assertThat(rule.placeUncertain()).isFalse());
        assertThat(asked(rules, new Wgs84(39.5, 106.9), Optional.empty()).possible())
                .isEmpty();
    }

    @Test
    void anInstallationDrawsAShippedAreaBetter() {
        // When
        RuleSet rules = drawnBy("{\"of\": \"150300\", \"drawn\": \"surveyed\", \"accuracy_km\": 0.1,"
                + " \"polygons_latitude_longitude\": [[[39.1, 106.1], [39.2, 106.1], [39.2, 106.2], [39.1, 106.2]]]}");

        // Then the water that may be anywhere in it is not there any more
        assertThat(asked(rules, IN_THE_AREA, Optional.empty()).possible()).isEmpty();
    }

    @Test
    void whatCouldBeAnywhereAndWhatIsDrawnForNothingAreFaults() {
        // Given
        files.put("a.json", NAME_ONLY.replace("\"within\": \"150300\"", "\"within\": \"150400\""));
        files.put("rule-set.json", MANIFEST.replace("\"a.json\"", "\"a.json\", \"b.json\""));
        files.put(
                "b.json",
                "{\"drawings\": [{\"of\": \"lake\", \"line_latitude_longitude\": [[39, 106], [40, 107]]}, {\"of\": \"pond\"}]}");

        // When
        List<String> faults = files.faults();

        // Then
        assertThat(faults)
                .contains(
                        "b.json /drawings/1 (pond): needs line_latitude_longitude of a water or polygons_latitude_longitude"
                                + " of an area",
                        "a.json /waters/0/within (pond): no area '150400' stands before this one",
                        "b.json /drawings/0/of (lake): there is no water or area 'lake'");
    }
}
