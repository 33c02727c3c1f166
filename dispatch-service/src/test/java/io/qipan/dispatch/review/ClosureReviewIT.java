package io.qipan.dispatch.review;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.Desk;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.ClosureFigure;
import io.qipan.proto.dispatch.v1.ClosureReview;
import io.qipan.proto.dispatch.v1.ClosureReview.State;
import io.qipan.proto.dispatch.v1.ConcludeClosureReviewRequest;
import io.qipan.proto.dispatch.v1.DrawGround;
import io.qipan.proto.dispatch.v1.EndCallRequest;
import io.qipan.proto.dispatch.v1.GetClosureReviewRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.ListClosureReviewsRequest;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.SummarizeClosureReviewsRequest;
import io.qipan.proto.dispatch.v1.SummarizeClosureReviewsResponse;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosureReviewIT extends ReviewScenario {

    private Call endCall(CallOutcome outcome, boolean drill) {
        Call call = desk().take(aCall().setDrill(drill));
        return desk().calls
                .endCall(EndCallRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(call.getName())
                        .setEtag(call.getEtag())
                        .setOutcome(outcome)
                        .setRationale("a child at play")
                        .build())
                .getCall();
    }

    private List<ClosureReview> reviews(boolean openOnly) {
        return desk().reviews
                .listClosureReviews(ListClosureReviewsRequest.newBuilder()
                        .setOpenOnly(openOnly)
                        .build())
                .getClosureReviewsList();
    }

    private ClosureReview now(ClosureReview review) {
        return desk().reviews
                .getClosureReview(GetClosureReviewRequest.newBuilder()
                        .setName(review.getName())
                        .build())
                .getClosureReview();
    }

    private static ConcludeClosureReviewRequest.Builder conclusion(ClosureReview review, State verdict) {
        return ConcludeClosureReviewRequest.newBuilder()
                .setRequestId(newId())
                .setName(review.getName())
                .setEtag(review.getEtag())
                .setVerdict(verdict);
    }

    private static ClosureReview conclude(Desk by, ClosureReview review, State verdict) {
        return by.reviews
                .concludeClosureReview(conclusion(review, verdict)
                        .setFinding(verdict == State.FOUND_WRONG ? "the caller asked for help twice" : "")
                        .build())
                .getClosureReview();
    }

    @Test
    void what_two_have_ended_at_risk_is_always_looked_at_again_and_by_neither() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));
        var confirmed = confirm(zhao(), proposeEnding(incident, IncidentOutcome.CALLED_OFF));
        ClosureReview drawn = reviews(true).getFirst();
        StatusRuntimeException proposer = refused(() -> conclude(desk(), drawn, State.FOUND_RIGHT));
        StatusRuntimeException confirmer = refused(() -> conclude(zhao(), drawn, State.FOUND_RIGHT));
        Desk li = new Desk(harness.channelOf("li", io.qipan.runtime.caller.Role.DISPATCHER));

        // When
        ClosureReview concluded = li.reviews
                .concludeClosureReview(conclusion(drawn, State.FOUND_WRONG)
                        .setFinding("nobody had called it off")
                        .setOptionalCorrectedOutcome("NOTHING_FOUND")
                        .build())
                .getClosureReview();

        // Then
        assertThat(drawn.getSubject()).isEqualTo(confirmed.getIncident().getName());
        assertThat(drawn.getIncidentOutcome()).isEqualTo(IncidentOutcome.CALLED_OFF);
        assertThat(drawn.getGround()).isEqualTo(DrawGround.BY_TWO);
        assertThat(drawn.getShare()).isEqualTo(1);
        assertThat(drawn.getClosedByList()).containsExactly("wang", "zhao");
        assertThat(drawn.getOwner()).isEqualTo("desk:review");
        assertThat(Duration.between(clock.instant(), Times.instant(drawn.getNextDeadlineAt())))
                .isEqualTo(Duration.ofHours(72));
        assertThat(List.of(proposer, confirmer))
                .allSatisfy(refusal -> assertThat(reasonOf(refusal)).isEqualTo(Reason.SECOND_PERSON_REQUIRED));
        assertThat(metadataOf(confirmer)).containsEntry("made_by", "zhao").containsEntry("resource", drawn.getName());
        assertThat(concluded.getState()).isEqualTo(State.FOUND_WRONG);
        assertThat(concluded.getReviewer()).isEqualTo("li");
        assertThat(concluded.getCorrectedOutcome()).isEqualTo("NOTHING_FOUND");
        assertThat(now(concluded)).isEqualTo(concluded);
        assertThat(told(drawn.getName())).containsExactly("closure_review.drawn", "closure_review.concluded");
        assertThat(deadlines(drawn.getName())).isEmpty();
        assertThat(desk().now(incident).getState()).isEqualTo(Incident.State.ENDED);
        assertThat(reasonOf(refused(() -> conclude(li, concluded, State.FOUND_RIGHT))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void each_ending_is_drawn_with_the_share_of_what_it_is() {
        // Given
        dispatch.lots().fallOnAll();
        Incident attended = desk().open(anIncident("drowning"));
        Order order = attended(attended);

        // When
        List<Incident> ended = List.of(
                end(desk().open(anIncident("theft")), IncidentOutcome.CALLED_OFF),
                end(desk().open(anIncident("drowning")), IncidentOutcome.RESOLVED),
                end(attended, IncidentOutcome.RESOLVED));
        List<Call> calls = List.of(
                endCall(CallOutcome.HOAX, false),
                endCall(CallOutcome.ACCIDENTAL, false),
                endCall(CallOutcome.CALLER_ADVISED, false),
                endCall(CallOutcome.NO_ACTION, false));

        // Then
        assertThat(order.getState()).isEqualTo(Order.State.CLEARED);
        assertThat(ended).hasSize(3);
        assertThat(reviews(true).reversed())
                .extracting(ClosureReview::getGround)
                .containsExactly(
                        DrawGround.ORDINARY,
                        DrawGround.UNATTENDED,
                        DrawGround.ORDINARY,
                        DrawGround.HOAX_OR_ACCIDENTAL,
                        DrawGround.HOAX_OR_ACCIDENTAL,
                        DrawGround.ORDINARY,
                        DrawGround.ORDINARY);
        assertThat(reviews(true).reversed())
                .extracting(ClosureReview::getShare)
                .containsExactly(0.05, 0.2, 0.05, 0.2, 0.2, 0.05, 0.05);
        assertThat(reviews(true))
                .extracting(ClosureReview::getSubject)
                .contains(calls.getFirst().getName());
    }

    @Test
    void what_the_lot_does_not_fall_on_and_exercises_are_not_looked_at_but_the_first_are_counted() {
        // Given
        dispatch.lots().fallAbove(0.05);

        // When
        Incident ordinary = end(desk().open(anIncident("theft")), IncidentOutcome.CALLED_OFF);
        dispatch.lots().fallOnAll();
        Incident drill = end(desk().open(anIncident("theft").setDrill(true)), IncidentOutcome.CALLED_OFF);
        Call drilled = endCall(CallOutcome.HOAX, true);

        // Then
        assertThat(List.of(ordinary.getState(), drill.getState())).containsOnly(Incident.State.ENDED);
        assertThat(drilled.getState()).isEqualTo(Call.State.ENDED);
        assertThat(reviews(false)).isEmpty();
        assertThat(rows("select 'incidents/' || incident_id from closure")).containsExactly(ordinary.getName());
    }

    @Test
    void what_is_not_concluded_in_time_goes_up_each_day() {
        // Given
        dispatch.lots().fallOnAll();
        Call call = endCall(CallOutcome.HOAX, false);
        ClosureReview drawn = reviews(true).getFirst();
        pass(Duration.ofHours(72));
        ClosureReview late = now(drawn);

        // When
        pass(Duration.ofHours(24));

        // Then
        assertThat(drawn.getSubject()).isEqualTo(call.getName());
        assertThat(late.getOverdue()).isTrue();
        assertThat(late.getOwner()).isEqualTo("desk:command");
        assertThat(now(drawn).getEtag()).as("a reminder changes nothing").isEqualTo(late.getEtag());
        assertThat(told(drawn.getName()))
                .containsExactly("closure_review.drawn", "closure_review.overdue", "closure_review.overdue");
        assertThat(dispatch.meters().counter("qipan.closure.reviews.overdue").count())
                .isEqualTo(2);
        assertThat(work())
                .filteredOn(item -> item.getResource().equals(drawn.getName()))
                .extracting(OpenWork::getOwner)
                .containsExactly("desk:command");
        assertThat(conclude(zhao(), late, State.FOUND_RIGHT).getState()).isEqualTo(State.FOUND_RIGHT);
    }

    @Test
    void a_wrong_ending_needs_a_finding_and_only_one_is_corrected() {
        // Given
        dispatch.lots().fallOnAll();
        Call call = endCall(CallOutcome.HOAX, false);
        ClosureReview drawn = reviews(true).getFirst();

        // When
        List<StatusRuntimeException> refusals = List.of(
                refused(() -> zhao().reviews
                        .concludeClosureReview(
                                conclusion(drawn, State.FOUND_WRONG).build())),
                refused(() -> zhao().reviews
                        .concludeClosureReview(conclusion(drawn, State.FOUND_RIGHT)
                                .setOptionalCorrectedOutcome("NO_ACTION")
                                .build())),
                refused(() -> zhao().reviews
                        .concludeClosureReview(conclusion(drawn, State.OPEN).build())));

        // Then
        assertThat(drawn.getCallOutcome()).isEqualTo(call.getOutcome());
        assertThat(refusals).allSatisfy(refusal -> assertThat(reasonOf(refusal)).isEqualTo(Reason.INVALID_FIELD));
        assertThat(now(drawn)).isEqualTo(drawn);
    }

    @Test
    void figures_tell_how_often_endings_were_wrong_by_outcome_and_ground() {
        // Given
        List<Call> before = List.of(endCall(CallOutcome.HOAX, false));
        pass(Duration.ofMinutes(1));
        var from = Times.message(clock.instant());
        Incident theft = end(desk().open(anIncident("theft")), IncidentOutcome.RESOLVED);
        dispatch.lots().fallOnAll();
        for (int i = 0; i < 4; i++) {
            before.forEach(call ->
                    assertThat(endCall(CallOutcome.HOAX, false).getState()).isEqualTo(call.getState()));
        }
        List<ClosureReview> drawn = reviews(true);
        List<ClosureReview> concluded = List.of(
                conclude(zhao(), drawn.get(0), State.FOUND_WRONG),
                conclude(zhao(), drawn.get(1), State.FOUND_RIGHT),
                conclude(zhao(), drawn.get(2), State.FOUND_RIGHT));

        // When
        SummarizeClosureReviewsResponse summary = desk().reviews
                .summarizeClosureReviews(SummarizeClosureReviewsRequest.newBuilder()
                        .setFrom(from)
                        .build());

        // Then
        assertThat(concluded).hasSize(3);
        assertThat(summary.getDefinition()).contains("Wilson").contains("without drills");
        assertThat(summary.getFiguresList()).hasSize(2);
        assertThat(summary.getFigures(0))
                .isEqualTo(ClosureFigure.newBuilder()
                        .setIncidentOutcome(theft.getOutcome())
                        .setGround(DrawGround.ORDINARY)
                        .setNEnded(1)
                        .setShareWrongHigh(1)
                        .build());
        ClosureFigure hoaxes = summary.getFigures(1);
        assertThat(hoaxes.getCallOutcome()).isEqualTo(CallOutcome.HOAX);
        assertThat(List.of(hoaxes.getNEnded(), hoaxes.getNDrawn(), hoaxes.getNReviewed(), hoaxes.getNWrong()))
                .containsExactly(4L, 4L, 3L, 1L);
        assertThat(hoaxes.getShareWrong()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(desk().reviews
                        .summarizeClosureReviews(SummarizeClosureReviewsRequest.newBuilder()
                                .setUntil(from)
                                .build())
                        .getFiguresList())
                .extracting(ClosureFigure::getNEnded)
                .containsExactly(1L);
    }
}
