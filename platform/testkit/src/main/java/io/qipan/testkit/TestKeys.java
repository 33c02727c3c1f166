package io.qipan.testkit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.runtime.secret.PersonalKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** A key of personal data that exists for a test. */
public final class TestKeys {
    private static final int KEY_BYTES = 32;

    private TestKeys() {}

    /** A line of a file of keys; another byte makes another key. */
    public static String line(String name, int eachByte) {
        byte[] key = new byte[KEY_BYTES];
        java.util.Arrays.fill(key, (byte) eachByte);
        return name + " " + Base64.getEncoder().encodeToString(key) + "\n";
    }

    /** A file with one key, which goes when the tests are over. */
    public static Path file() {
        try {
            Path file = Files.createTempFile("qipan-test-", ".keys");
            file.toFile().deleteOnExit();
            return Files.writeString(file, line("test", 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static PersonalKeys personal() {
        return new PersonalKeys(file(), new SimpleMeterRegistry());
    }
}
