package io.qipan.runtime.work;

import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** How to reach the service's database beside the pool of Quarkus: with the same name, user, password and TLS. */
public final class DatabaseOptions {
    private static final String POOL = "quarkus.datasource.reactive.";

    private DatabaseOptions() {}

    public static PgConnectOptions at(String host, int port, Config config) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(host)
                .setPort(port)
                .setDatabase(config.getValue("qipan.db.name", String.class))
                .setUser(config.getValue("qipan.db.user", String.class))
                .setPassword(config.getValue("qipan.db.password", String.class));
        config.getOptionalValue(POOL + "postgresql.ssl-mode", String.class)
                .map(SslMode::of)
                .ifPresent(options::setSslMode);
        config.getOptionalValue(POOL + "hostname-verification-algorithm", String.class)
                .filter(algorithm -> !algorithm.equals("NONE"))
                .ifPresent(options::setHostnameVerificationAlgorithm);
        config.getOptionalValue(POOL + "trust-certificate-pem.certs", String[].class)
                .ifPresent(files -> {
                    PemTrustOptions trusted = new PemTrustOptions();
                    List.of(files).forEach(trusted::addCertPath);
                    options.setPemTrustOptions(trusted);
                });
        return options;
    }
}
