package io.qipan.runtime.caller;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Where an issuer publishes its keys. It must prove the name in the address by a certificate that we trust. */
final class IssuerAddress {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long MOST_BYTES = 1L << 20;
    private static final int OK = 200;

    private final HttpRequest request;
    private final Optional<Path> trusted;
    private HttpClient client;
    private byte[] trustedBefore;

    /**
     * @param trusted PEM, who must have signed the certificate of the address; empty for those whom the JDK trusts
     * @throws IllegalStateException if the file holds no certificates
     */
    IssuerAddress(URI address, Optional<Path> trusted) {
        this.request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        this.trusted = trusted;
        try {
            this.trustedBefore = bytes();
            this.client = client(trustedBefore);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "qipan.auth.jwks-trusted-file: "
                            + trusted.map(Path::toString).orElse("the trust of the JDK")
                            + " has no certificates as PEM: " + e.getMessage(),
                    e);
        }
    }

    /** The text that is published there now. */
    String read() throws IOException, InterruptedException {
        trustAnew();
        HttpResponse<String> answer =
                client.send(request, BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MOST_BYTES));
        if (answer.statusCode() != OK) {
            throw new IOException("it answered with HTTP status " + answer.statusCode());
        }
        return answer.body();
    }

    /** Connections of before would still trust an authority that is not in the file any more. */
    private void trustAnew() throws IOException {
        byte[] now = bytes();
        if (!Arrays.equals(now, trustedBefore)) {
            HttpClient before = client;
            client = client(now);
            trustedBefore = now;
            before.close();
        }
    }

    private byte[] bytes() throws IOException {
        return trusted.isPresent() ? Files.readAllBytes(trusted.get()) : new byte[0];
    }

    private HttpClient client(byte[] certificates) throws IOException {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
        return trusted.isPresent() ? builder.sslContext(trusting(certificates)).build() : builder.build();
    }

    private static SSLContext trusting(byte[] certificates) throws IOException {
        try {
            Collection<? extends Certificate> authorities = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(certificates));
            if (authorities.isEmpty()) {
                throw new IOException("no certificate stands in it");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate authority : authorities) {
                store.setCertificateEntry("authority-" + number++, authority);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
