package io.qipan.launcher;

import io.qipan.runtime.tls.CertificateAuthority;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * The certificates by which the services of one checkout know each other, of an authority that is made at the first
 * start with TLS and kept. Who trusts the authority trusts the services.
 */
public final class ServiceCertificates {
    private static final Duration LIFE = Duration.ofDays(90);
    private static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);

    private final Path folder;
    private final CertificateAuthority files;

    ServiceCertificates(Path folder) {
        this.folder = folder;
        this.files = new CertificateAuthority(folder);
    }

    public static ServiceCertificates of(Workspace workspace) {
        return new Keys(workspace.keys()).certificates();
    }

    /** Makes what is missing, and anew what ends soon. Done at every start; one process at a time. */
    void ensure(Instant now) {
        CertificateAuthority authority = CertificateAuthority.in(folder);
        for (Service service : Service.values()) {
            boolean lasts = authority
                    .endsAt(service.processName())
                    .filter(end -> end.isAfter(now.plus(RENEWED_BEFORE_END)))
                    .isPresent();
            if (!lasts) {
                renew(service);
            }
        }
    }

    /** Makes a new certificate, which a service that runs takes within 10 s. */
    public void renew(Service service) {
        CertificateAuthority ignored =
                CertificateAuthority.in(folder).issue(service.processName(), LIFE, Address.LOOPBACK);
    }

    /** Whom clients have to trust, as PEM. */
    public Path trusted() {
        return files.trusted();
    }

    public Path certificate(Service service) {
        return files.certificate(service.processName());
    }

    public Path key(Service service) {
        return files.key(service.processName());
    }
}
