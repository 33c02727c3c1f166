package io.qipan.ecology.start;

import io.qipan.ecology.registry.RiskFile;
import io.qipan.ecology.registry.model.RiskBook;
import io.qipan.ecology.registry.model.RiskWeights;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Loads the weights of risk. With a fault in them, the service does not start. */
@Singleton
public class RiskBookStart {
    private static final String SHIPPED = "/registry/risk-2026-08-15.json";

    /** What is shipped, with the files of this folder added; of the same day, that of the folder holds. */
    @Produces
    @Singleton
    static RiskBook riskBook(@ConfigProperty(name = "qipan.ecology.risk-folder") Optional<String> folder) {
        return book(folder.map(Path::of));
    }

    /** The shipped weights with those of a folder. */
    public static RiskBook book(Optional<Path> folder) {
        List<RiskWeights> weights =
                new ArrayList<>(folder.map(RiskBookStart::in).orElse(List.of()));
        RiskWeights shipped = shipped();
        if (weights.stream().noneMatch(own -> own.from().equals(shipped.from()))) {
            weights.add(shipped);
        }
        return new RiskBook(weights);
    }

    private static RiskWeights shipped() {
        try (InputStream stream = RiskBookStart.class.getResourceAsStream(SHIPPED)) {
            if (stream == null) {
                throw new IllegalStateException("there is no resource " + SHIPPED);
            }
            return RiskFile.read(SHIPPED, stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(SHIPPED, e);
        }
    }

    private static List<RiskWeights> in(Path folder) {
        List<RiskWeights> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                found.add(RiskFile.read(file.toString(), Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("qipan.ecology.risk-folder cannot be read", e);
        }
        return found;
    }
}
