package io.qipan.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each threat in docs/security.md has a test that tries, and that is there. */
class DocumentedThreatsTest {

    private static final Path CHECKOUT = Path.of("../..");
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]+(Test|IT|Property))`");
    private static final Pattern TABLE = Pattern.compile("(?s)## Threats\n.*?\n\n");

    @Test
    void everyThreatHasATestThatExists() throws IOException {
        // Given
        String document = Files.readString(CHECKOUT.resolve("docs/security.md"));
        List<String> threats = TABLE.matcher(document)
                .results()
                .map(MatchResult::group)
                .flatMap(String::lines)
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .toList();

        // When
        Set<String> tests = tests();

        // Then
        assertThat(threats).hasSizeGreaterThan(20).allSatisfy(threat -> {
            List<String> named =
                    TEST.matcher(threat).results().map(match -> match.group(1)).toList();
            assertThat(named).as(threat).isNotEmpty();
            assertThat(tests).as(threat).containsAll(named);
        });
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(CHECKOUT, 14)) {
            return files.map(CHECKOUT::relativize)
                    .filter(path -> path.toString().contains("src/test/java/"))
                    .map(path -> path.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }
}
