package io.qipan.ecology.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.rule.file.LoadedRules;
import io.qipan.ecology.rule.file.RuleSetFiles;
import io.qipan.ecology.start.RuleSetStart;
import io.qipan.runtime.work.UnitOfWork;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of rule sets promises. */
abstract class RuleSetsContract {
    private static final String REVISION = "2026-11-22-0123456789ab";
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

    abstract UnitOfWork unitOfWork();

    abstract RuleSets sets();

    private void keep(String revision, Map<String, byte[]> files) {
        boolean unused = unitOfWork().run("system:test", () -> {
            sets().keep(revision, files, NOW);
            return true;
        });
    }

    private Optional<Map<String, byte[]>> find(String revision) {
        return unitOfWork().read(() -> sets().find(revision));
    }

    private static Map<String, byte[]> files(String content) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("rule-set.json", content.getBytes(StandardCharsets.UTF_8));
        files.put("added/法.json", new byte[0]);
        files.put("a.json", "1".getBytes(StandardCharsets.UTF_8));
        return files;
    }

    @Test
    void givesBackTheBytesInTheirOrder() {
        // Given
        keep(REVISION, files("内容"));

        // When
        Map<String, byte[]> found = find(REVISION).orElseThrow();

        // Then
        assertThat(found.keySet()).containsExactly("rule-set.json", "added/法.json", "a.json");
        assertThat(new String(found.get("rule-set.json"), StandardCharsets.UTF_8))
                .isEqualTo("内容");
    }

    @Test
    void aRevisionIsKeptOnce() {
        // Given
        keep(REVISION, files("first"));

        // When
        keep(REVISION, files("second"));

        // Then
        assertThat(find(REVISION).orElseThrow().get("rule-set.json"))
                .isEqualTo("first".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void doesNotKnowWhatWasNeverLoaded() {
        // When
        Optional<Map<String, byte[]>> found = find("2020-01-01-000000000000");

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void theShippedRulesAreReadAgainAsTheyWere() {
        // Given
        LoadedRules loaded = RuleSetFiles.load(RuleSetStart.shipped(), Optional.empty());
        keep(loaded.rules().revision(), loaded.files());

        // When
        Map<String, byte[]> found = find(loaded.rules().revision()).orElseThrow();

        // Then
        assertThat(RuleSetFiles.again(found).revision())
                .isEqualTo(loaded.rules().revision());
    }
}
