package io.qipan.launcher.backup;

import io.qipan.launcher.PersonalKeyFile;
import io.qipan.launcher.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which keys lock personal data: names with fingerprints, which tell one key of 256 random bits from another and nothing more. */
final class PersonalKeyNames {

    private static final int FINGERPRINT_BYTES = 8;

    private PersonalKeyNames() {}

    static SortedMap<String, String> of(Path file) {
        try {
            SortedMap<String, String> names = new TreeMap<>();
            if (Files.exists(file)) {
                Files.readString(file)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .map(line -> line.split("\\s+", 2))
                        .filter(parts -> parts.length < 2 || !parts[1].equals(PersonalKeyFile.ERASED))
                        .forEach(parts -> names.put(parts[0], parts.length == 2 ? fingerprint(parts[1]) : ""));
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fingerprint(String key) {
        MessageDigest digest = Part.sha256Digest();
        digest.update("qipan personal key ".getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)), 0, FINGERPRINT_BYTES);
    }

    /** Those that are not here, erased or lost. Refuses when one of the same name is another key. */
    static SortedSet<String> lacking(SortedMap<String, String> wanted, Path file) {
        SortedMap<String, String> here = of(file);
        SortedSet<String> lacking = new TreeSet<>();
        wanted.forEach((name, fingerprint) -> {
            String found = here.get(name);
            if (found == null) {
                lacking.add(name);
            } else if (!found.equals(fingerprint)) {
                throw new UserError(
                        "The key " + name + " in " + file + " is another one than the backup was locked with (" + found
                                + ", not " + fingerprint + "). Put the file of that board there.");
            }
        });
        return lacking;
    }
}
