package io.qipan.ecology.start;

import io.qipan.ecology.clue.TermBook;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Loads the terms in which clues are decided on and answered. With a fault in them, the service does not start. */
@Singleton
public class ClueTermsStart {
    private static final String SHIPPED = "/clue/terms.json";

    @Produces
    @Singleton
    static TermBook terms(
            @ConfigProperty(name = "qipan.ecology.clue-terms-file") Optional<String> file,
            @ConfigProperty(name = "qipan.ecology.calendar-folder") Optional<String> folder) {
        String name = file.orElse(SHIPPED);
        try {
            byte[] json = file.isPresent() ? Files.readAllBytes(Path.of(name)) : shipped();
            return TermBook.read(name, json, ClockBookStart.calendar(folder.map(Path::of)));
        } catch (IOException e) {
            throw new UncheckedIOException("qipan.ecology.clue-terms-file cannot be read: " + name, e);
        }
    }

    /** The shipped terms, counted by the shipped calendar. */
    public static TermBook shippedTerms() {
        return terms(Optional.empty(), Optional.empty());
    }

    private static byte[] shipped() throws IOException {
        try (InputStream stream = ClueTermsStart.class.getResourceAsStream(SHIPPED)) {
            return Objects.requireNonNull(stream).readAllBytes();
        }
    }
}
