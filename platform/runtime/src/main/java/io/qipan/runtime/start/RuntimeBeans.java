package io.qipan.runtime.start;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.runtime.caller.TokenVerifier;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.journal.Feed;
import io.qipan.runtime.journal.FeedStore;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.runtime.journal.Sequencer;
import io.qipan.runtime.rpc.RpcPipeline;
import io.qipan.runtime.rpc.RpcServer;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.TrustedProxies;
import io.qipan.runtime.tls.Security;
import io.qipan.runtime.work.Database;
import io.qipan.runtime.work.PostgresUnitOfWork;
import io.qipan.runtime.work.RequestAges;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Puts the runtime together. The only place that knows all its parts. */
@Singleton
public class RuntimeBeans {
    private static final Logger LOG = Logger.getLogger(RpcPipeline.class);

    @Produces
    @Singleton
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    PostgresUnitOfWork unitOfWork(Pool pool, StandbyPool standby, MeterRegistry meters) {
        return new PostgresUnitOfWork(new Database(pool), standby.beside(pool, meters));
    }

    @Produces
    @Singleton
    Journal journal(InstantSource clock) {
        return new PostgresJournal(clock);
    }

    @Produces
    @Singleton
    Deadlines deadlines(InstantSource clock) {
        return new PostgresDeadlines(clock);
    }

    @Produces
    @Singleton
    FeedStore feedStore(PostgresUnitOfWork unitOfWork) {
        return new FeedStore(unitOfWork);
    }

    @Produces
    @Singleton
    Feed feed(PostgresUnitOfWork unitOfWork, FeedStore store) {
        return new Feed(new Sequencer(unitOfWork), store);
    }

    @Produces
    @Singleton
    DeadlineWorker deadlineWorker(
            PostgresUnitOfWork unitOfWork, InstantSource clock, @Any Instance<DeadlineHandler> handlers) {
        return new DeadlineWorker(unitOfWork, clock, handlers.stream().toList());
    }

    @Produces
    @Singleton
    RequestAges requestAges(
            PostgresUnitOfWork unitOfWork,
            InstantSource clock,
            @ConfigProperty(name = "qipan.requests.kept") Duration kept) {
        return new RequestAges(unitOfWork, clock, kept);
    }

    @Produces
    @Singleton
    RpcPipeline pipeline(
            MeterRegistry meters,
            TokenVerifier verifier,
            @ConfigProperty(name = "qipan.rpc.longest-call") Duration longestCall,
            @ConfigProperty(name = "qipan.rpc.most-in-flight") int mostInFlight,
            @ConfigProperty(name = "qipan.rpc.most-streams") int mostStreams,
            @ConfigProperty(name = "qipan.trusted-proxies") Optional<List<String>> proxies,
            LimitSettings limits) {
        return new RpcPipeline(
                meters,
                verifier,
                TrustedProxies.of(proxies.orElse(List.of())),
                new RpcPipeline.Limits(longestCall, mostInFlight, mostStreams, limits.messageBytes(), limits.quotas()),
                (method, status) -> {
                    meters.counter("qipan.rpc.without.reason", "method", method).increment();
                    LOG.errorf(status.getCause(), "%s was about to end with %s and no reason", method, status);
                });
    }

    @Produces
    @Singleton
    RpcServer server(
            @Any Instance<RpcService> services,
            RpcPipeline pipeline,
            Security security,
            LimitSettings limits,
            @ConfigProperty(name = "qipan.grpc.host") String host,
            @ConfigProperty(name = "qipan.grpc.port") int port) {
        return new RpcServer(
                new InetSocketAddress(host, port),
                services.stream().map(RpcService::bindService).toList(),
                pipeline,
                security,
                limits.ofServer());
    }
}
