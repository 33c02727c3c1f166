package io.qipan.runtime.tls;

import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import io.grpc.util.AdvancedTlsX509TrustManager.Verification;
import io.grpc.util.CertificateUtils;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;

/**
 * The certificate of this service and whom it trusts. Files that change are read again, so that a certificate can be renewed
 * without a restart; connections that are open go on.
 */
public final class Certificates implements Security, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Certificates.class);

    private static final int NONCE_BYTES = 32;

    private final Path certificate;
    private final Path key;
    private final Path trusted;
    private volatile Instant ownEndsAt = Instant.EPOCH;
    private final AdvancedTlsX509KeyManager own = new AdvancedTlsX509KeyManager();
    private final AdvancedTlsX509TrustManager trustedServers;
    private final AdvancedTlsX509TrustManager trustedClients;
    private final ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("certificates").factory());

    /**
     * @param certificate PEM, ours first and then those that lead to the trusted one
     * @param key PEM, PKCS #8
     * @param trusted PEM, whoever signs certificates of services
     * @param services names that a client's certificate may have
     * @param readEvery how often the files are read again
     */
    public Certificates(Path certificate, Path key, Path trusted, Set<String> services, Duration readEvery) {
        this.certificate = certificate;
        this.key = key;
        this.trusted = trusted;
        try {
            trustedServers = AdvancedTlsX509TrustManager.newBuilder().build();
            trustedClients = AdvancedTlsX509TrustManager.newBuilder()
                    .setVerification(Verification.CERTIFICATE_ONLY_VERIFICATION)
                    .setSslSocketAndEnginePeerVerifier(new OnlyServices(services))
                    .build();
            read();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            reader.shutdownNow();
            throw new IllegalStateException(
                    "qipan.tls: %s, %s and %s are not a certificate, its key and trusted certificates as PEM: %s"
                            .formatted(certificate, key, trusted, e.getMessage()),
                    e);
        }
        var ignored = reader.scheduleWithFixedDelay(
                this::readAgain, readEvery.toMillis(), readEvery.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void read() throws IOException, GeneralSecurityException {
        X509Certificate[] chain;
        PrivateKey privateKey;
        try (InputStream certificates = Files.newInputStream(certificate);
                InputStream secret = Files.newInputStream(key)) {
            chain = CertificateUtils.getX509Certificates(certificates);
            privateKey = CertificateUtils.getPrivateKey(secret);
        }
        refuseUnlessPair(chain[0].getPublicKey(), privateKey);
        own.updateIdentityCredentials(chain, privateKey);
        ownEndsAt = chain[0].getNotAfter().toInstant();
        trustedServers.updateTrustCredentials(trusted.toFile());
        trustedClients.updateTrustCredentials(trusted.toFile());
    }

    /** Of a secret that is being exchanged one file can be new already and the other one still old. */
    private static void refuseUnlessPair(PublicKey published, PrivateKey secret) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        Signature signing = Signature.getInstance(signatureOf(secret));
        signing.initSign(secret);
        signing.update(nonce);
        byte[] signature = signing.sign();
        Signature verifying = Signature.getInstance(signatureOf(secret));
        verifying.initVerify(published);
        verifying.update(nonce);
        if (!verifying.verify(signature)) {
            throw new GeneralSecurityException("the key is not that of the certificate");
        }
    }

    /** How long our own certificate is still valid, in seconds; less than nothing when it is over. */
    public long secondsLeft(InstantSource clock) {
        return Duration.between(clock.instant(), ownEndsAt).toSeconds();
    }

    private static String signatureOf(PrivateKey secret) {
        return switch (secret.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> secret.getAlgorithm();
        };
    }

    /** While a secret is exchanged its files may be gone, or not fit each other, for a moment. */
    private void readAgain() {
        try {
            read();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            LOG.warnf("Going on with the certificate we know: %s", e.toString());
        }
    }

    /** A client need not have a certificate: a person has a token. One that it shows must be a service's. */
    @Override
    public void protect(NettyServerBuilder server) {
        try {
            server.sslContext(GrpcSslContexts.configure(SslContextBuilder.forServer(own))
                    .trustManager(trustedClients)
                    .clientAuth(ClientAuth.OPTIONAL)
                    .build());
        } catch (SSLException e) {
            throw new IllegalStateException("TLS is not possible here", e);
        }
    }

    @Override
    public void protect(NettyChannelBuilder channel, String service) {
        try {
            channel.sslContext(GrpcSslContexts.forClient()
                            .keyManager(own)
                            .trustManager(trustedServers)
                            .build())
                    .overrideAuthority(service);
        } catch (SSLException e) {
            throw new IllegalStateException("TLS is not possible here", e);
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
