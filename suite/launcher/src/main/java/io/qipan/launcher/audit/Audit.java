package io.qipan.launcher.audit;

import com.fasterxml.jackson.core.type.TypeReference;
import io.qipan.launcher.Board;
import io.qipan.launcher.Json;
import io.qipan.launcher.Service;
import io.qipan.launcher.UserError;
import io.qipan.launcher.Workspace;
import io.qipan.launcher.audit.Finding.Broken;
import io.qipan.launcher.audit.Finding.Whole;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Verifies the histories of all services against what was seen of them before.
 *
 * @param file where that is remembered
 */
public record Audit(Path file) {

    /** Where a checkout remembers if nobody says otherwise. */
    public static Path file(Workspace workspace) {
        return workspace.home().resolve("audit.json");
    }

    /** Whether all histories are whole; says so of each. */
    public boolean verify(Supplier<Board> board, PrintWriter out) {
        Map<String, Seen> seen = read();
        boolean whole = true;
        try (Board services = board.get()) {
            for (Service service : Service.values()) {
                String name = service.processName();
                Finding finding =
                        new Verification(services.channel(service)).verify(seen.getOrDefault(name, Seen.NOTHING));
                switch (finding) {
                    case Whole(Seen now) -> {
                        seen.put(name, now);
                        out.printf("%s: %,d records, whole. Hash of the last: %s%n", name, now.revision(), now.hash());
                    }
                    case Broken(String what) -> {
                        whole = false;
                        out.printf("%s: BROKEN. %s%n", name, what);
                    }
                }
            }
        }
        out.flush();
        write(seen);
        return whole;
    }

    private Map<String, Seen> read() {
        try {
            return Files.exists(file)
                    ? Json.MAPPER.readValue(file.toFile(), new TypeReference<TreeMap<String, Seen>>() {})
                    : new TreeMap<>();
        } catch (IOException e) {
            throw new UserError(
                    file
                            + " cannot be read, so nothing proves that history is what it was. Put it back, or remove"
                            + " it to begin anew.",
                    e);
        }
    }

    /** Begins anew, with what is known from elsewhere. */
    public void write(Map<String, Seen> seen) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(seen) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
