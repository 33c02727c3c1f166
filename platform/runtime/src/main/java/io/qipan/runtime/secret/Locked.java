package io.qipan.runtime.secret;

/**
 * A text that only the key of this name opens.
 *
 * @param content nonce, ciphertext and tag
 */
public record Locked(String keyId, byte[] content) {}
