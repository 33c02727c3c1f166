package io.qipan.ecology.rule.file;

import static io.qipan.ecology.rule.file.RuleFiles.GOOD;
import static io.qipan.ecology.rule.file.RuleFiles.MANIFEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.rule.model.RuleSet;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JoinedRuleFilesTest {
    private final RuleFiles files = new RuleFiles();

    @Test
    void aRuleReplacesOneThatHasEnded() {
        // Given
        files.put("rule-set.json", MANIFEST.replace("\"a.json\"", "\"a.json\", \"b.json\""));
        String rule = GOOD.substring(GOOD.indexOf("{\"id\""), GOOD.lastIndexOf(']'));
        files.put(
                "b.json",
                "{\"rules\": ["
                        + rule.replace("\"ban\"", "\"ban-2\"").replace("\"doubt\"", "\"replaces\": \"ban\", \"doubt\"")
                        + ", "
                        + rule.replace("\"ban\"", "\"ban-3\"").replace("\"doubt\"", "\"replaces\": \"bun\", \"doubt\"")
                        + "]}");

        // When
        List<String> faults = files.faults();

        // Then
        assertThat(faults)
                .containsExactly(
                        "b.json /rules/0/replaces (ban-2): 'ban' is still in force when this rule begins",
                        "b.json /rules/1/replaces (ban-3): there is no rule 'bun'");
    }

    @Test
    void anInstallationAddsItsOwnRulesAndTheyAreReadAgainFromWhatWasKept() {
        // Given
        String own =
                GOOD.substring(GOOD.indexOf("{\"id\""), GOOD.lastIndexOf(']')).replace("\"ban\"", "\"city-ban\"");
        Map<String, String> added =
                Map.of("rule-set.json", MANIFEST.replace("11-21", "11-25"), "a.json", "{\"rules\": [" + own + "]}");

        // When
        LoadedRules loaded = RuleSetFiles.load(files.folder(), Optional.of(RuleFiles.folder(added)));

        // Then
        assertThat(loaded.rules().rules()).extracting(rule -> rule.id()).containsExactly("ban", "city-ban");
        assertThat(loaded.rules().revision()).startsWith("2026-11-25-");
        assertThat(loaded.files().keySet())
                .containsExactly("rule-set.json", "a.json", "added/rule-set.json", "added/a.json");
        assertThat(RuleSetFiles.again(loaded.files()).revision())
                .isEqualTo(loaded.rules().revision());
    }

    @Test
    void aManifestNamesFilesBesideItOnly() {
        // Given
        files.put(
                "rule-set.json",
                MANIFEST.replace("\"a.json\"", "\"../a.json\"").replace("\"schema\": 2", "\"schema\": 1"));

        // When
        List<String> faults = files.faults();

        // Then
        assertThat(faults)
                .contains(
                        "rule-set.json /schema: 1 is none of the forms that are read here, 2 to 3",
                        "rule-set.json /files/0: '../a.json' is no name of a file beside this one, or comes twice");
    }

    @Test
    void anInstallationEndsAShippedRuleEarlier() {
        // Given
        Map<String, String> added = Map.of(
                "rule-set.json",
                MANIFEST.replace("\"schema\": 2", "\"schema\": 3"),
                "a.json",
                "{\"ends\": [{\"rule\": \"ban\", \"until\": \"2026-01-01\"}]}");

        // When
        RuleSet rules = RuleSetFiles.load(files.folder(), Optional.of(RuleFiles.folder(added)))
                .rules();

        // Then
        assertThat(rules.rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.inForce().until()).contains(LocalDate.of(2026, 1, 1)));
    }

    @Test
    void aRuleIsEndedOnceItHasBegunAndNoLaterThanItSays() {
        // Given
        files.put("rule-set.json", MANIFEST.replace("\"a.json\"", "\"a.json\", \"b.json\""));
        files.put(
                "b.json",
                "{\"ends\": [{\"rule\": \"bun\", \"until\": \"2026-01-01\"}, {\"rule\": \"ban\", \"until\": \"2019-01-01\"}]}");

        // When
        List<String> faults = files.faults();

        // Then
        assertThat(faults)
                .containsExactly(
                        "b.json /ends/0/rule (bun): there is no rule 'bun'",
                        "b.json /ends/1/until (ban): 'ban' is in force since 2020-01-01");
    }

    @Test
    void aSubjectOfWhichNothingIsCoveredSaysSoInSoManyWords() {
        // Given
        files.put("rule-set.json", MANIFEST.replace("\"a.json\"", "\"a.json\", \"b.json\""));
        String subject =
                "{\"subjects\": [{\"code\": \"bans\", \"name\": {\"en\": \"bans\", \"zh\": \"禁\"}, \"activities\":"
                        + " [\"fishing\"], %s \"otherwise\": {\"en\": \"ask\", \"zh\": \"问\"}}]}";
        files.put("b.json", subject.formatted("\"coverage\": [],"));

        // When
        RuleSet rules = files.read();

        // Then
        assertThat(rules.words().subjects())
                .singleElement()
                .satisfies(read -> assertThat(read.coverage()).isEmpty());
        files.put("b.json", subject.formatted(""));
        assertThat(files.faults())
                .containsExactly(
                        "b.json /subjects/0/coverage (bans): is missing; write [] for what is covered nowhere");
    }

    @Test
    void aSubjectNamesWhatItCoversWhereAndSinceWhen() {
        // Given
        files.put("rule-set.json", MANIFEST.replace("\"a.json\"", "\"a.json\", \"b.json\""));
        files.put("b.json", "{\"subjects\": [{\"code\": \"bans\", \"activities\": [\"flying\"], \"coverage\": [{}]}]}");

        // When
        List<String> faults = files.faults();

        // Then
        assertThat(faults)
                .containsExactly(
                        "b.json /subjects/0/name/en (bans): is missing",
                        "b.json /subjects/0/name/zh (bans): is missing",
                        "b.json /subjects/0/otherwise/en (bans): is missing",
                        "b.json /subjects/0/otherwise/zh (bans): is missing",
                        "b.json /subjects/0/activities/0 (bans): there is no activity 'flying'",
                        "b.json /subjects/0/coverage/0/place (bans): is missing",
                        "b.json /subjects/0/coverage/0/from (bans): is missing",
                        "b.json /subjects/0/activities (bans): names no known activity");
    }
}
