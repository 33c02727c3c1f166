package io.qipan.runtime.start;

import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.journal.Feed;
import io.qipan.runtime.journal.FeedListener;
import io.qipan.runtime.rpc.RpcPipeline;
import io.qipan.runtime.rpc.RpcServer;
import io.qipan.runtime.work.News;
import io.qipan.runtime.work.PostgresUnitOfWork;
import io.qipan.runtime.work.RequestAges;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Starts what works in the background after the migrations have run, and stops it before the pool closes. */
@Singleton
public class Lifecycle {
    private final PostgresUnitOfWork unitOfWork;
    private final Feed feed;
    private final FeedListener listener;
    private final DeadlineWorker deadlines;
    private final RequestAges requestAges;
    private final RpcPipeline pipeline;
    private final RpcServer server;
    private final Duration longestCall;

    public Lifecycle(
            PostgresUnitOfWork unitOfWork,
            Feed feed,
            FeedListener listener,
            DeadlineWorker deadlines,
            RequestAges requestAges,
            RpcPipeline pipeline,
            RpcServer server,
            @ConfigProperty(name = "qipan.rpc.longest-call") Duration longestCall) {
        this.unitOfWork = unitOfWork;
        this.feed = feed;
        this.listener = listener;
        this.deadlines = deadlines;
        this.requestAges = requestAges;
        this.pipeline = pipeline;
        this.server = server;
        this.longestCall = longestCall;
    }

    void start(@Observes StartupEvent event) {
        feed.start();
        listener.start();
        deadlines.start();
        requestAges.start();
        unitOfWork.afterCommit(News.CHANGES, feed::wake);
        unitOfWork.afterCommit(News.DUE, deadlines::wake);
        pipeline.open();
        server.start();
    }

    /** As soon as the service is told to go down: it is not ready any more, and serves the calls that still come. */
    void endWatches(@Observes ShutdownDelayInitiatedEvent event) {
        server.leave();
        feed.endWatches();
    }

    void endStreams(@Observes @Priority(Phase.END_STREAMS) ShutdownEvent event) {
        feed.endWatches();
    }

    void stop(@Observes @Priority(Phase.DRAIN) ShutdownEvent event) {
        server.drain(longestCall);
        pipeline.close();
        requestAges.close();
        deadlines.close();
        listener.close();
        feed.close();
    }
}
