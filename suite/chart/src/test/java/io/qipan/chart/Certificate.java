package io.qipan.chart;

import io.qipan.runtime.tls.CertificateAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The certificate of a service by an authority that exists for a test.
 *
 * @param certificate PEM
 * @param key PEM, PKCS #8
 * @param authority PEM
 */
record Certificate(String certificate, String key, String authority) {
    private static final Duration LIFE = Duration.ofDays(2);

    /** Those made in one folder are of one authority. */
    static Certificate of(String name, Path folder) {
        CertificateAuthority authority = CertificateAuthority.in(folder).issue(name, LIFE);
        try {
            return new Certificate(
                    Files.readString(authority.certificate(name)),
                    Files.readString(authority.key(name)),
                    Files.readString(authority.trusted()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
