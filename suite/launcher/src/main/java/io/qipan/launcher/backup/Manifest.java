package io.qipan.launcher.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.qipan.launcher.Json;
import io.qipan.launcher.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What a backup says of itself: the moment it brings back, and every file with its hash.
 *
 * @param format of the backup; a greater one is not understood
 * @param qipan the version that made it
 * @param moment when the restore point was set (UTC)
 * @param restorePoint its name in the write-ahead log; what was committed before it comes back, nothing else
 * @param services by process name, each as it was at the restore point
 * @param personalKeys name and fingerprint of each key that locks personal data
 */
record Manifest(
        int format,
        String qipan,
        String moment,
        String restorePoint,
        Engine postgres,
        SortedMap<String, History> services,
        Evidence evidence,
        SortedMap<String, String> personalKeys,
        List<Part> parts) {

    static final int FORMAT = 1;

    Manifest {
        // What a damaged file lacks is null.
        Stream.of(qipan, moment, restorePoint, postgres, services, evidence, personalKeys, parts)
                .forEach(Objects::requireNonNull);
    }

    static final String FILE = "manifest.json";

    /** The files of one PostgreSQL are read by the same major version on the same kind of processor only. */
    record Engine(int version, String architecture) {
        int major() {
            return version / 10_000;
        }
    }

    /**
     * A service's journal and database.
     *
     * @param revision of the newest sealed record
     * @param hash of that record
     * @param migrations that its database has gone through
     */
    record History(long revision, String hash, List<String> migrations) {}

    /**
     * @param missing how many files the database names that were not in the folder
     * @param changed how many files no longer had the hash that is their name
     */
    record Evidence(long files, long bytes, long missing, long changed) {
        boolean whole() {
            return missing == 0 && changed == 0;
        }
    }

    static Manifest read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new UserError(folder + " is not a backup: it has no " + FILE + ".");
        }
        try {
            JsonNode json = Json.MAPPER.readTree(file.toFile());
            int format = json.path("format").asInt();
            if (format > FORMAT) {
                throw new UserError(file + " has the format " + format + ", and this version reads up to " + FORMAT
                        + ". Restore with the version that made it, or a later one.");
            }
            Manifest manifest = Json.MAPPER.treeToValue(json, Manifest.class);
            if (manifest == null || format < 1) {
                throw new UserError(file + " is damaged or was not written by ./qipan backup.");
            }
            return manifest;
        } catch (JsonProcessingException e) {
            throw new UserError(file + " is damaged or was not written by ./qipan backup.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] json() {
        try {
            return (Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A manifest cannot be written", e);
        }
    }

    boolean has(String file) {
        return parts.stream().anyMatch(part -> part.file().equals(file));
    }
}
