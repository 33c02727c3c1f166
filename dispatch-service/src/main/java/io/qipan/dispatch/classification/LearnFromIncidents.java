package io.qipan.dispatch.classification;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.classification.ConfirmedIncidents.Extent;
import io.qipan.dispatch.classification.model.ModelRevision;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Says from time to time what is to be learned from now, if there is anything new. Every replica then learns it. */
@Singleton
public class LearnFromIncidents implements DeadlineHandler {
    /** There is one of them. */
    private static final String SUBJECT = "classificationModels/-";

    private final UnitOfWork unitOfWork;
    private final ConfirmedIncidents confirmed;
    private final ModelRevisions revisions;
    private final Journal journal;
    private final Deadlines deadlines;
    private final DispatchSettings settings;
    private final InstantSource clock;

    LearnFromIncidents(
            UnitOfWork unitOfWork,
            ConfirmedIncidents confirmed,
            ModelRevisions revisions,
            Journal journal,
            Deadlines deadlines,
            DispatchSettings settings,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.confirmed = confirmed;
        this.revisions = revisions;
        this.journal = journal;
        this.deadlines = deadlines;
        this.settings = settings;
        this.clock = clock;
    }

    /** Has it looked at as soon as possible; when a replica starts. */
    public void begin() {
        Instant ignored = unitOfWork.run("system:start", () -> {
            Instant now = Times.now(clock);
            deadlines.set(kind(), SUBJECT, now);
            return now;
        });
    }

    @Override
    public String kind() {
        return "classification.learn";
    }

    @Override
    public void handle(Due due) {
        Instant now = Times.now(clock);
        deadlines.set(kind(), SUBJECT, now.plus(settings.learnEvery()));
        confirmed.newest(settings.learnCases()).ifPresent(extent -> learn(extent, now));
    }

    private void learn(Extent extent, Instant now) {
        Optional<ModelRevision> last = revisions.newest();
        boolean same = last.filter(revision ->
                        revision.trainedUntil().equals(extent.until()) && revision.cases() == extent.cases())
                .isPresent();
        if (!same) {
            ModelRevision next = new ModelRevision(
                    last.map(ModelRevision::number).orElse(0L) + 1, now, extent.until(), extent.cases());
            revisions.add(next);
            journal.append(next.name(), "classification_model.made", now, "", SuggestionMessages.message(next));
        }
    }
}
