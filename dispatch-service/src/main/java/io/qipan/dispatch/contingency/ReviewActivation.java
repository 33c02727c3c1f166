package io.qipan.dispatch.contingency;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.contingency.model.Activation;
import io.qipan.dispatch.contingency.model.ContingencyTask;
import io.qipan.dispatch.contingency.model.Finding;
import io.qipan.dispatch.contingency.model.Finding.Found;
import io.qipan.dispatch.contingency.model.TaskState.Settled;
import io.qipan.dispatch.id.model.ContingencyActivationId;
import io.qipan.dispatch.id.model.ContingencyFindingId;
import io.qipan.proto.dispatch.v1.ContingencyReview;
import io.qipan.proto.dispatch.v1.FindingDraft;
import io.qipan.proto.dispatch.v1.ReviewContingencyActivationRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Reviews a closed activation: what was expected and seen, how far tasks were from their clocks, what to put right. */
@Singleton
class ReviewActivation {
    private final ContingencyRecords records;
    private final ContingencyTasks tasks;
    private final Findings findings;
    private final FindingRecords findingRecords;
    private final Journal journal;
    private final InstantSource clock;

    ReviewActivation(
            ContingencyRecords records,
            ContingencyTasks tasks,
            Findings findings,
            FindingRecords findingRecords,
            Journal journal,
            InstantSource clock) {
        this.records = records;
        this.tasks = tasks;
        this.findings = findings;
        this.findingRecords = findingRecords;
        this.journal = journal;
        this.clock = clock;
    }

    /** A review, and what it found. */
    record Outcome(ContingencyReview review, List<Finding> findings) {}

    Outcome review(ReviewContingencyActivationRequest request, Caller caller) {
        Activation activation = records.lock(ContingencyActivationId.parse(request.getName()), request.getEtag());
        Activation reviewed = activation.review().orRefuse();
        Instant now = Times.now(clock);
        List<Finding> found = new ArrayList<>();
        for (FindingDraft draft : request.getFindingsList()) {
            found.add(finding(draft, activation, caller, now));
        }
        ContingencyReview review = message(request, activation, found, caller, now);
        findings.addReview(activation.id(), review);
        journal.append(review.getName(), "contingency_review.made", now, request.getSummary(), review);
        found.forEach(findingRecords::add);
        records.change(reviewed, "contingency_activation.reviewed", now, request.getSummary());
        return new Outcome(review, found);
    }

    private static Finding finding(FindingDraft draft, Activation activation, Caller caller, Instant now) {
        return Finding.found(
                        new ContingencyFindingId(UuidCreator.getTimeOrderedEpoch()),
                        new Found(
                                activation.id(),
                                activation.basis().incident(),
                                activation.basis().drill(),
                                draft.getText(),
                                caller.subject(),
                                now),
                        draft.getOwner(),
                        Times.instant(draft.getDueAt()))
                .orRefuse();
    }

    private ContingencyReview message(
            ReviewContingencyActivationRequest request,
            Activation activation,
            List<Finding> found,
            Caller caller,
            Instant now) {
        ContingencyReview.Builder review = ContingencyReview.newBuilder()
                .setName(activation.id().reviewName())
                .setActivation(activation.id().name())
                .setIncident(activation.basis().incident().name())
                .setDrill(activation.basis().drill())
                .setReviewedAt(Times.message(now))
                .setReviewedBy(caller.subject())
                .setSummary(request.getSummary())
                .addAllObservations(request.getObservationsList())
                .addAllFindings(
                        found.stream().map(finding -> finding.id().name()).toList());
        int late = 0;
        for (ContingencyTask task : tasks.of(activation.id())) {
            if (task.state() instanceof Settled settled) {
                review.addDeviations(ContingencyMessages.deviation(task, settled));
                late += task.isLate() ? 1 : 0;
            }
        }
        return review.setLateTasks(late).build();
    }
}
