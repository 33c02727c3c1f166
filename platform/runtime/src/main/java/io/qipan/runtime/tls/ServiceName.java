package io.qipan.runtime.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The name of a service in its certificate: the one DNS name without a dot, {@code dispatch-service}. Others, such as
 * {@code dispatch-service.qipan.svc}, may stand beside it.
 */
public final class ServiceName {
    private static final Integer DNS_NAME = 2;

    private ServiceName() {}

    public static Optional<String> in(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names == null) {
                return Optional.empty();
            }
            List<String> undotted = names.stream()
                    .filter(name -> DNS_NAME.equals(name.get(0)))
                    .map(name -> String.valueOf(name.get(1)))
                    .filter(name -> name.indexOf('.') < 0)
                    .toList();
            return undotted.size() == 1 ? Optional.of(undotted.getFirst()) : Optional.empty();
        } catch (CertificateParsingException e) {
            return Optional.empty();
        }
    }
}
