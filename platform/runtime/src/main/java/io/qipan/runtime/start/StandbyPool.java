package io.qipan.runtime.start;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.runtime.work.Standby;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Connections to a standby of the service's database, if the settings say where one is. Not a data source of Quarkus: those
 * are asked by readiness, and a service is ready without a standby.
 */
@Singleton
public class StandbyPool {
    private static final int CONNECT_WITHIN_MS = 1_000;
    private static final String PRIMARY = "quarkus.datasource.reactive.";

    private final Vertx vertx;
    private final Config config;
    private final Optional<String> host;
    private final int port;
    private final int connections;
    private final Duration mostBehind;
    private final List<Pool> open = new ArrayList<>();

    public StandbyPool(
            Vertx vertx,
            Config config,
            @ConfigProperty(name = "qipan.db.standby.host") Optional<String> host,
            @ConfigProperty(name = "qipan.db.standby.port") int port,
            @ConfigProperty(name = "qipan.db.standby.connections") int connections,
            @ConfigProperty(name = "qipan.db.standby.most-behind") Duration mostBehind) {
        this.vertx = vertx;
        this.config = config;
        this.host = host;
        this.port = port;
        this.connections = connections;
        this.mostBehind = mostBehind;
    }

    /** The standby of the database behind this pool. */
    Optional<Standby> beside(Pool primary, MeterRegistry meters) {
        return host.map(name -> {
            Pool pool = PgBuilder.pool()
                    .with(new PoolOptions()
                            .setMaxSize(connections)
                            .setConnectionTimeout(CONNECT_WITHIN_MS)
                            .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS))
                    .connectingTo(options(name, port, config))
                    .using(vertx)
                    .build();
            open.add(pool);
            return new Standby(pool, primary, mostBehind, meters);
        });
    }

    /** Name, user, password and TLS are the primary's. */
    static PgConnectOptions options(String host, int port, Config config) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(host)
                .setPort(port)
                .setDatabase(config.getValue("qipan.db.name", String.class))
                .setUser(config.getValue("qipan.db.user", String.class))
                .setPassword(config.getValue("qipan.db.password", String.class))
                .setCachePreparedStatements(true)
                .setConnectTimeout(CONNECT_WITHIN_MS);
        config.getOptionalValue(PRIMARY + "postgresql.ssl-mode", String.class)
                .map(SslMode::of)
                .ifPresent(options::setSslMode);
        config.getOptionalValue(PRIMARY + "hostname-verification-algorithm", String.class)
                .filter(algorithm -> !algorithm.equals("NONE"))
                .ifPresent(options::setHostnameVerificationAlgorithm);
        config.getOptionalValue(PRIMARY + "trust-certificate-pem.certs", String[].class)
                .ifPresent(files -> {
                    PemTrustOptions trusted = new PemTrustOptions();
                    List.of(files).forEach(trusted::addCertPath);
                    options.setPemTrustOptions(trusted);
                });
        return options;
    }

    void stop(@Observes ShutdownEvent event) {
        open.forEach(Pool::close);
    }
}
