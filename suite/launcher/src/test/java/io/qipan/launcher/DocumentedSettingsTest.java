package io.qipan.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of settings in docs/operations.md holds each one that the services read. */
class DocumentedSettingsTest {

    private static final Path CHECKOUT = Path.of("../..");
    private static final Pattern PROPERTY = Pattern.compile("@ConfigProperty\\(\\s*name = \"(qipan\\.[a-z0-9.-]+)\"");
    private static final Pattern DEFAULT = Pattern.compile("(?m)^(qipan\\.[a-z0-9.-]+)=");
    private static final Pattern MAPPING = Pattern.compile("@ConfigMapping\\(prefix = \"(qipan[a-z.-]*)\"\\)");
    private static final Pattern METHOD = Pattern.compile("(?m)^ {4}([A-Z][A-Za-z<>]*) ([a-z][A-Za-z0-9]*)\\(\\);");

    private final TreeSet<String> settings = new TreeSet<>();

    @Test
    void everySettingIsInTheList() throws IOException {
        // Given
        try (Stream<Path> files = Files.walk(CHECKOUT, 14)) {
            for (Path file : files.filter(DocumentedSettingsTest::isProgram).toList()) {
                read(Files.readString(file));
            }
        }

        // When
        String list = Files.readString(CHECKOUT.resolve("docs/operations.md"));

        // Then
        assertThat(settings)
                .contains("QIPAN_DB_HOST", "QIPAN_DISPATCH_LADDER_P1", "QIPAN_RPC_MOST_IN_FLIGHT")
                .allSatisfy(setting -> assertThat(list).contains("`" + setting + "`"));
    }

    private static boolean isProgram(Path file) {
        String path = CHECKOUT.relativize(file).toString();
        return path.contains("src/main/") && !path.contains("target/") && path.matches(".*\\.(java|properties)");
    }

    private void read(String text) {
        collect(PROPERTY, text);
        collect(DEFAULT, text);
        Matcher mapping = MAPPING.matcher(text);
        if (mapping.find()) {
            collectMapped(text, mapping.group(1) + ".");
        }
    }

    /** A method that returns a group is no setting; what is in the group has a default in a file of properties. */
    private void collectMapped(String text, String prefix) {
        Matcher method = METHOD.matcher(text);
        while (method.find()) {
            if (!text.contains("interface " + method.group(1) + " {")) {
                add(prefix + method.group(2));
            }
        }
    }

    /** Environment variables are what people set: upper case, with underscores. */
    private void collect(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            add(matcher.group(1));
        }
    }

    private void add(String key) {
        settings.add(key.replaceAll("(?=[A-Z])", "-").replaceAll("[.-]", "_").toUpperCase(Locale.ROOT));
    }
}
