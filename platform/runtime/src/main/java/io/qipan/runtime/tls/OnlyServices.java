package io.qipan.runtime.tls;

import io.grpc.util.AdvancedTlsX509TrustManager.SslSocketAndEnginePeerVerifier;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLEngine;

/** Refuses the handshake to whoever shows a certificate that is none of a service. */
final class OnlyServices implements SslSocketAndEnginePeerVerifier {
    private final Set<String> services;

    OnlyServices(Set<String> services) {
        this.services = Set.copyOf(services);
    }

    @Override
    public void verifyPeerCertificate(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        verify(chain);
    }

    @Override
    public void verifyPeerCertificate(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        verify(chain);
    }

    private void verify(X509Certificate[] chain) throws CertificateException {
        if (ServiceName.in(chain[0]).filter(services::contains).isEmpty()) {
            throw new CertificateException("The certificate is of none of " + services);
        }
    }
}
