package io.qipan.runtime.start;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.runtime.work.DatabaseOptions;
import io.qipan.runtime.work.Standby;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
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
    /**
     * An address may lead to several standbys, and to another one after a failover, which ends no connection: one that leads
     * to what is behind or was promoted is used no longer than this.
     */
    private static final int CONNECTED_FOR_S = 60;

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
                            .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                            .setMaxLifetime(CONNECTED_FOR_S)
                            .setMaxLifetimeUnit(TimeUnit.SECONDS))
                    .connectingTo(DatabaseOptions.at(name, port, config)
                            .setCachePreparedStatements(true)
                            .setConnectTimeout(CONNECT_WITHIN_MS))
                    .using(vertx)
                    .build();
            open.add(pool);
            return new Standby(pool, primary, mostBehind, meters);
        });
    }

    void stop(@Observes ShutdownEvent event) {
        open.forEach(Pool::close);
    }
}
