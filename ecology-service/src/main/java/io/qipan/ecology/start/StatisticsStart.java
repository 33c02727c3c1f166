package io.qipan.ecology.start;

import io.qipan.ecology.statistics.DefinitionFile;
import io.qipan.ecology.statistics.model.Definitions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Loads what each figure counts, in words. With a fault in it, the service does not start. */
@Singleton
public class StatisticsStart {
    private static final String FILE = "/statistics/definitions.json";

    @Produces
    @Singleton
    public static Definitions definitions() {
        try (InputStream stream = StatisticsStart.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new IllegalStateException("there is no resource " + FILE);
            }
            return DefinitionFile.read(FILE, stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }
}
