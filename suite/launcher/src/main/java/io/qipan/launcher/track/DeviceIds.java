package io.qipan.launcher.track;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a file is called as a device: by its content, so that importing it again finds what is there, and by whom the points are
 * of, so that each is a track of its own.
 */
final class DeviceIds {
    private static final int DIGITS = 24;
    private static final String USABLE = "[A-Za-z0-9._-]{1,30}";

    private DeviceIds() {}

    static String of(String digest, String id) {
        String file = "import-" + digest.substring(0, DIGITS);
        return id.isEmpty() ? file : file + "-" + (id.matches(USABLE) ? id : hash(id));
    }

    private static String hash(String id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
