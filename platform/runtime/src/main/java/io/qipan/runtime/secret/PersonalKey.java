package io.qipan.runtime.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Locks personal data with AES-256 in Galois/Counter Mode (NIST SP 800-38D), and opens it. */
public final class PersonalKey {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String name;
    private final byte[] key;
    private final SecureRandom random;

    PersonalKey(String name, byte[] key, SecureRandom random) {
        this.name = name;
        this.key = key.clone();
        this.random = random;
    }

    public String name() {
        return name;
    }

    /**
     * @param owner what the text belongs to; it cannot be opened as another's
     */
    public Locked lock(String text, String owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] locked;
        try {
            locked = crypt(Cipher.ENCRYPT_MODE, nonce, owner, text.getBytes(StandardCharsets.UTF_8));
        } catch (AEADBadTagException e) {
            throw new AssertionError("Nothing is compared while locking", e);
        }
        byte[] content = Arrays.copyOf(nonce, NONCE_BYTES + locked.length);
        System.arraycopy(locked, 0, content, NONCE_BYTES, locked.length);
        return new Locked(name, content);
    }

    /**
     * Empty when another key has locked it, it was changed, or it belongs to another; which of them, nobody can tell.
     */
    Optional<String> open(Locked locked, String owner) {
        byte[] nonce = Arrays.copyOf(locked.content(), NONCE_BYTES);
        byte[] rest = Arrays.copyOfRange(locked.content(), NONCE_BYTES, locked.content().length);
        try {
            return Optional.of(new String(crypt(Cipher.DECRYPT_MODE, nonce, owner, rest), StandardCharsets.UTF_8));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        }
    }

    /**
     * What equal texts have in common, without telling the text to anybody who has no key (HMAC with SHA-256, RFC 2104). By
     * another key it is another one: texts from before and after a change of keys are not recognised as equal.
     *
     * @return 32 bytes
     */
    public byte[] fingerprint(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("There is no HMAC with SHA-256", e);
        }
    }

    private byte[] crypt(int mode, byte[] nonce, String owner, byte[] text) throws AEADBadTagException {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Personal data of " + owner + " cannot be locked or opened", e);
        }
    }
}
