package io.qipan.patrol.device.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What is kept of a key: its SHA-256, in hexadecimal digits. */
public record KeyHash(String hex) {
    private static final int FINGERPRINT = 16;

    static KeyHash of(byte[] key) {
        try {
            return of256(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Of 32 bytes that were kept. */
    public static KeyHash of256(byte[] bytes) {
        return new KeyHash(HexFormat.of().formatHex(bytes));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** Whether this is the hash of the key. Takes as long for every other key. */
    public boolean isOf(DeviceKey key) {
        return MessageDigest.isEqual(bytes(), key.hash().bytes());
    }

    /** Tells keys apart, and no more. */
    public String fingerprint() {
        return hex.substring(0, FINGERPRINT);
    }
}
