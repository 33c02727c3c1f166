package io.qipan.runtime.start;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.util.KeyUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;

/** The key that tokens are verified with, from a PEM file. */
final class PublicKeyFile {

    private PublicKeyFile() {}

    static PublicKey read(String file) {
        try {
            return KeyUtils.decodePublicKey(Files.readString(Path.of(file)), SignatureAlgorithm.ES256);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "qipan.auth.public-key-file: " + file + " is not a readable PEM file with an EC P-256 public key",
                    e);
        }
    }
}
