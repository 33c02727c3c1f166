package io.qipan.patrol.start;

import io.qipan.patrol.season.RuleFile;
import io.qipan.patrol.season.SeasonCalendar;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The rules of the season: the operator's file, or else the one that the service brings. */
@Singleton
public class CalendarFile {
    private static final String SHIPPED = "season/wuhai.json";

    @Produces
    @Singleton
    SeasonCalendar calendar(@ConfigProperty(name = "qipan.season.rules-file") Optional<String> file) {
        try {
            return RuleFile.read(
                    file.isPresent() ? Files.readString(Path.of(file.get()), StandardCharsets.UTF_8) : shipped());
        } catch (IOException e) {
            throw new UncheckedIOException("The rules of the season cannot be read", e);
        }
    }

    private static String shipped() throws IOException {
        try (InputStream rules = CalendarFile.class.getClassLoader().getResourceAsStream(SHIPPED)) {
            if (rules == null) {
                throw new FileNotFoundException(SHIPPED);
            }
            return new String(rules.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
