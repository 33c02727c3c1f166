package io.qipan.dispatch.contingency;

import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.Attention;
import io.qipan.proto.dispatch.v1.Attention.Kind;
import io.qipan.proto.dispatch.v1.ContingencyActivation;
import io.qipan.proto.dispatch.v1.ContingencyDeviation;
import io.qipan.proto.dispatch.v1.ContingencyFinding;
import io.qipan.proto.dispatch.v1.ContingencyObservation;
import io.qipan.proto.dispatch.v1.ContingencyReview;
import io.qipan.proto.dispatch.v1.ContingencyTask;
import io.qipan.proto.dispatch.v1.FindingDraft;
import io.qipan.proto.dispatch.v1.GetContingencyReviewRequest;
import io.qipan.proto.dispatch.v1.ListContingencyActivationsRequest;
import io.qipan.proto.dispatch.v1.ListContingencyFindingsRequest;
import io.qipan.proto.dispatch.v1.ReassignContingencyFindingRequest;
import io.qipan.proto.dispatch.v1.ResolveContingencyFindingRequest;
import io.qipan.proto.dispatch.v1.ReviewContingencyActivationRequest;
import io.qipan.proto.dispatch.v1.ReviewContingencyActivationResponse;
import io.qipan.proto.dispatch.v1.WithdrawContingencyFindingRequest;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContingencyReviewIT extends ContingencyScenario {

    @BeforeEach
    void aPlan() {
        put(content(), 0);
    }

    /** Alert 3 minutes late, the rest in time. */
    private ContingencyActivation aDrillIsOver() {
        ContingencyActivation activation = activate(drill()).getActivation();
        pass(Duration.ofMinutes(8));
        doMandatory(activation);
        return wang().close(now(activation));
    }

    private ReviewContingencyActivationRequest.Builder reviewing(ContingencyActivation activation) {
        return ReviewContingencyActivationRequest.newBuilder()
                .setRequestId(newId())
                .setName(activation.getName())
                .setEtag(activation.getEtag())
                .setSummary("the radio was silent")
                .addObservations(ContingencyObservation.newBuilder()
                        .setExpected("all stations answer")
                        .setSeen("two of three did"))
                .addFindings(FindingDraft.newBuilder()
                        .setText("station 3 has no radio")
                        .setOwner("desk:stores")
                        .setDueAt(Times.message(clock.instant().plus(Duration.ofDays(7)))));
    }

    private ReviewContingencyActivationResponse review(ContingencyActivation activation) {
        return chief().reviews()
                .reviewContingencyActivation(reviewing(activation).build());
    }

    private ContingencyFinding resolve(ContingencyFinding finding) {
        return wang().reviews()
                .resolveContingencyFinding(ResolveContingencyFindingRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(finding.getName())
                        .setEtag(finding.getEtag())
                        .setOutcome("a radio was put there")
                        .build())
                .getFinding();
    }

    private List<ContingencyFinding> open() {
        return wang().reviews()
                .listContingencyFindings(ListContingencyFindingsRequest.newBuilder()
                        .setOpenOnly(true)
                        .build())
                .getFindingsList();
    }

    @Test
    void a_drill_is_reviewed_by_its_clocks_and_what_it_found_is_work() {
        // Given
        ContingencyActivation closed = aDrillIsOver();

        // When
        ReviewContingencyActivationResponse made = review(closed);

        // Then
        ContingencyReview review = made.getReview();
        assertThat(review.getDrill()).isTrue();
        assertThat(review.getDeviationsList())
                .extracting(ContingencyDeviation::getStep)
                .containsExactly("alert", "roadblock", "press");
        assertThat(review.getDeviationsList())
                .extracting(ContingencyDeviation::getLateS)
                .containsExactly(180L, -1_200L, -3_120L);
        assertThat(review.getDeviationsList())
                .extracting(ContingencyDeviation::getState)
                .containsExactly(ContingencyTask.State.DONE, ContingencyTask.State.DONE, ContingencyTask.State.SKIPPED);
        assertThat(review.getLateTasks()).isEqualTo(1);
        assertThat(review.getDeviations(0).getRaised()).isEqualTo(1);
        assertThat(chief().reviews()
                        .getContingencyReview(GetContingencyReviewRequest.newBuilder()
                                .setName(review.getName())
                                .build())
                        .getReview())
                .isEqualTo(review);
        assertThat(now(closed).getState()).isEqualTo(ContingencyActivation.State.REVIEWED);
        assertThat(now(closed).getReview()).isEqualTo(review.getName());
        assertThat(deadlines(closed.getName())).isEmpty();
        assertThat(open()).isEqualTo(made.getFindingsList());
        assertThat(reasonOf(refused(() -> review(now(closed))))).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void a_closed_one_that_nobody_reviews_is_told_of() {
        // Given
        ContingencyActivation closed = aDrillIsOver();

        // When
        pass(Duration.ofHours(72));

        // Then
        assertThat(now(closed).getReminders()).isEqualTo(1);
        assertThat(attentions(Kind.CONTINGENCY_OVERDUE, true))
                .extracting(Attention::getResource)
                .containsExactly(closed.getName());
        assertThat(attentions(Kind.CONTINGENCY_OVERDUE, false)).isEmpty();
    }

    @Test
    void what_a_drill_found_is_real_work_that_is_told_of_until_somebody_has_put_it_right() {
        // Given
        ContingencyFinding found = review(aDrillIsOver()).getFindings(0);
        pass(Duration.ofDays(7));
        List<Attention> overdue = attentions(Kind.CONTINGENCY_FINDING_OVERDUE, false);

        // When
        ContingencyFinding resolved = resolve(found);

        // Then
        pass(0);
        assertThat(found.getFoundInDrill()).isTrue();
        assertThat(overdue).extracting(Attention::getResource).containsExactly(found.getName());
        assertThat(resolved.getState()).isEqualTo(ContingencyFinding.State.RESOLVED);
        assertThat(resolved.getReminders()).isZero();
        assertThat(attentions(Kind.CONTINGENCY_FINDING_OVERDUE, false)).isEmpty();
        assertThat(deadlines(found.getName())).isEmpty();
        assertThat(reasonOf(refused(() -> resolve(resolved)))).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void a_finding_has_another_owner_and_date_or_is_withdrawn_by_a_commander() {
        // Given
        ContingencyFinding found = review(aDrillIsOver()).getFindings(0);
        ContingencyFinding other = chief().reviews()
                .reassignContingencyFinding(ReassignContingencyFindingRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(found.getName())
                        .setEtag(found.getEtag())
                        .setOwner("li")
                        .setDueAt(Times.message(clock.instant().plus(Duration.ofDays(9))))
                        .build())
                .getFinding();

        // When
        ContingencyFinding withdrawn = chief().reviews()
                .withdrawContingencyFinding(WithdrawContingencyFindingRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(other.getName())
                        .setEtag(other.getEtag())
                        .setReason("station 3 is closed")
                        .build())
                .getFinding();

        // Then
        assertThat(other.getOwner()).isEqualTo("li");
        assertThat(withdrawn.getState()).isEqualTo(ContingencyFinding.State.WITHDRAWN);
        assertThat(open()).isEmpty();
        assertThat(told(found.getName()))
                .containsExactly(
                        "contingency_finding.found", "contingency_finding.reassigned", "contingency_finding.withdrawn");
    }

    @Test
    void the_real_thing_is_reviewed_alike_and_only_when_it_is_closed() {
        // Given
        ContingencyActivation activation = activate(theft()).getActivation();
        var early = refused(() -> review(activation));
        doMandatory(activation);

        // When
        ContingencyReview review = review(wang().close(now(activation))).getReview();

        // Then
        assertThat(reasonOf(early)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(review.getDrill()).isFalse();
        assertThat(review.getLateTasks()).isZero();
    }

    @Test
    void a_drill_stays_apart_from_what_is_real() {
        // Given
        ContingencyActivation drill = activate(drill()).getActivation();
        ContingencyActivation real = activate(theft()).getActivation();

        // When
        pass(Duration.ofMinutes(5));

        // Then
        assertThat(attentions(Kind.CONTINGENCY_TASK_OVERDUE, true))
                .extracting(Attention::getResource)
                .containsExactly(task(drill, "alert").getName());
        assertThat(attentions(Kind.CONTINGENCY_TASK_OVERDUE, false))
                .extracting(Attention::getResource)
                .containsExactly(task(real, "alert").getName());
        assertThat(task(drill, "alert").getDrill()).isTrue();
        assertThat(wang().work()
                        .listContingencyActivations(ListContingencyActivationsRequest.getDefaultInstance())
                        .getActivationsList())
                .extracting(ContingencyActivation::getName)
                .containsExactly(real.getName());
        assertThat(wang().work()
                        .listContingencyActivations(ListContingencyActivationsRequest.newBuilder()
                                .setDrill(true)
                                .build())
                        .getActivationsList())
                .extracting(ContingencyActivation::getName)
                .containsExactly(drill.getName());
        assertThat(dispatch.meters().counter("qipan.contingency.activated").count())
                .isEqualTo(1);
        assertThat(dispatch.meters().counter("qipan.contingency.tasks.raised").count())
                .isEqualTo(1);
    }
}
