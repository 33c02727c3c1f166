package io.qipan.runtime.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Certificates of an authority that exists for a test. */
final class TestCertificates {
    private static final Duration LIFE = Duration.ofDays(2);
    private static final Duration READ_EVERY = Duration.ofMillis(100);

    private final Path folder;
    private final CertificateAuthority authority;

    TestCertificates(Path folder) {
        this.folder = folder;
        this.authority = CertificateAuthority.in(folder);
    }

    /** Makes a certificate with this DNS name. */
    TestCertificates with(String name) {
        CertificateAuthority ignored = authority.issue(name, LIFE);
        return this;
    }

    Path trusted() {
        return authority.trusted();
    }

    /** As a service has it that has this certificate and trusts this authority. */
    Certificates of(String name) {
        return of(name, trusted());
    }

    Certificates of(String name, Path trusted) {
        return new Certificates(
                authority.certificate(name),
                authority.key(name),
                trusted,
                Set.of("dispatch-service", "patrol-service"),
                READ_EVERY);
    }

    /** Puts another's certificate and key where a service reads its own. */
    void replace(String name, String by) {
        for (String kind : List.of(".key", ".crt")) {
            try {
                Files.copy(folder.resolve(by + kind), folder.resolve(name + kind), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
