package io.qipan.runtime.start;

import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.journal.Feed;
import io.qipan.runtime.journal.FeedListener;
import io.qipan.runtime.rpc.RpcPipeline;
import io.qipan.runtime.work.News;
import io.qipan.runtime.work.PostgresUnitOfWork;
import io.qipan.runtime.work.RequestAges;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Singleton;

/** Starts what works in the background after the migrations have run, and stops it before the pool closes. */
@Singleton
public class Lifecycle {
    private final PostgresUnitOfWork unitOfWork;
    private final Feed feed;
    private final FeedListener listener;
    private final DeadlineWorker deadlines;
    private final RequestAges requestAges;
    private final RpcPipeline pipeline;

    public Lifecycle(
            PostgresUnitOfWork unitOfWork,
            Feed feed,
            FeedListener listener,
            DeadlineWorker deadlines,
            RequestAges requestAges,
            @Any RpcPipeline pipeline) {
        this.unitOfWork = unitOfWork;
        this.feed = feed;
        this.listener = listener;
        this.deadlines = deadlines;
        this.requestAges = requestAges;
        this.pipeline = pipeline;
    }

    void start(@Observes StartupEvent event) {
        feed.start();
        listener.start();
        deadlines.start();
        requestAges.start();
        unitOfWork.afterCommit(News.CHANGES, feed::wake);
        unitOfWork.afterCommit(News.DUE, deadlines::wake);
        pipeline.open();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        pipeline.close();
        feed.endWatches();
        requestAges.close();
        deadlines.close();
        listener.close();
        feed.close();
    }
}
