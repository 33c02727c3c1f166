package io.qipan.ecology.evidence.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Somebody has taken evidence into custody.
 *
 * @param number counts from 1
 * @param previousSeal of the entry before; of the first, over everything else that is known of the evidence
 * @param seal over everything else in it
 */
public record Custody(
        int number, String holder, Instant at, String by, String reason, String previousSeal, String seal) {

    /** The next entry of a chain. */
    static Custody sealed(
            String evidence, int number, String holder, Instant at, String by, String reason, String previousSeal) {
        return new Custody(
                number,
                holder,
                at,
                by,
                reason,
                previousSeal,
                seal(evidence, number, holder, at, by, reason, previousSeal));
    }

    /** Whether the seal is that of this entry. */
    boolean isWhole(String evidence) {
        return seal.equals(seal(evidence, number, holder, at, by, reason, previousSeal));
    }

    private static String seal(
            String evidence, int number, String holder, Instant at, String by, String reason, String previousSeal) {
        return seal(evidence, Integer.toString(number), holder, at.toString(), by, reason, previousSeal);
    }

    /** Every part with its length before it, so that no two entries read the same. */
    static String seal(String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
