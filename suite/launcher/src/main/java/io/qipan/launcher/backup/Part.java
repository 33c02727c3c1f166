package io.qipan.launcher.backup;

import io.qipan.launcher.UserError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of a backup.
 *
 * @param file its name in the folder of the backup
 */
record Part(String file, long bytes, String sha256) {

    /** Refuses a part that is not there, or is not what was written. */
    void requireWhole(Path folder) {
        Path path = folder.resolve(file);
        try {
            if (!Files.isRegularFile(path)) {
                throw damaged(path, "it is not there.");
            }
            if (Files.size(path) != bytes) {
                throw damaged(path, "it has %,d bytes and was written with %,d.".formatted(Files.size(path), bytes));
            }
            String now = hashOf(path);
            if (!now.equals(sha256)) {
                throw damaged(path, "its SHA-256 is " + now + " and was " + sha256 + ".");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UserError damaged(Path path, String how) {
        return new UserError(path + " is damaged: " + how + " Nothing was restored. Take another copy of this backup.");
    }

    static String hashOf(Path file) throws IOException {
        MessageDigest digest = sha256Digest();
        try (InputStream in = new DigestInputStream(new BufferedInputStream(Files.newInputStream(file)), digest)) {
            long ignored = in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
