package io.qipan.patrol.device.model;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** The key of a device as it is given out: 256 random bits in 43 characters that need no quoting in a URL. */
public record DeviceKey(String text) {
    private static final int BYTES = 32;

    public static DeviceKey fresh() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new DeviceKey(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    public KeyHash hash() {
        return KeyHash.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** So that it gets into no log. */
    @Override
    public String toString() {
        return "DeviceKey[" + hash().fingerprint() + "]";
    }
}
