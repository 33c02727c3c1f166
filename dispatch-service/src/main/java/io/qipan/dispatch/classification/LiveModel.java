package io.qipan.dispatch.classification;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.classification.model.LearnedModel;
import io.qipan.dispatch.classification.model.ModelRevision;
import io.qipan.dispatch.classification.model.PastCase.Told;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;

/** What this replica has learned, in memory. */
@Singleton
public class LiveModel {
    private final UnitOfWork unitOfWork;
    private final ModelRevisions revisions;
    private final ConfirmedIncidents confirmed;
    private final DispatchSettings settings;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile Optional<LearnedModel> current = Optional.empty();

    LiveModel(
            UnitOfWork unitOfWork,
            ModelRevisions revisions,
            ConfirmedIncidents confirmed,
            DispatchSettings settings,
            MeterRegistry meters) {
        this.unitOfWork = unitOfWork;
        this.revisions = revisions;
        this.confirmed = confirmed;
        this.settings = settings;
        Gauge.builder(
                        "qipan.classification.cases",
                        this,
                        live -> live.current().map(LearnedModel::cases).orElse(0))
                .register(meters);
    }

    /** Never waits. */
    Optional<LearnedModel> current() {
        return current;
    }

    private record Newest(ModelRevision revision, List<Told> cases) {}

    /** Learns from the newest revision, if it is another one. Costs one short query if not. */
    public void refresh() {
        refreshing.lock();
        try {
            Optional<ModelRevision> known = current.map(LearnedModel::revision);
            unitOfWork
                    .read(() -> revisions
                            .newest()
                            .filter(revision -> !known.equals(Optional.of(revision)))
                            .map(revision -> new Newest(
                                    revision, confirmed.until(revision.trainedUntil(), settings.learnCases()))))
                    .ifPresent(newest -> current = Optional.of(learn(newest)));
        } finally {
            refreshing.unlock();
        }
    }

    /** On a thread of its own: on one that requests run on it would keep them waiting. */
    private static LearnedModel learn(Newest newest) {
        FutureTask<LearnedModel> learning = new FutureTask<>(() -> new LearnedModel(newest.revision(), newest.cases()));
        Thread thread =
                Thread.ofPlatform().daemon().name("classification learner").start(learning);
        try {
            return learning.get();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new CancellationException(
                    "Interrupted while learning " + newest.revision().name());
        } catch (ExecutionException e) {
            throw new IllegalStateException(newest.revision().name() + " cannot be learned", e.getCause());
        }
    }
}
