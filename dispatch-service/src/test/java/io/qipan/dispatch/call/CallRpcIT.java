package io.qipan.dispatch.call;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.fieldsOf;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static io.qipan.testkit.Refusals.textOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.AddCallLocationRequest;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.CreateCallRequest;
import io.qipan.proto.dispatch.v1.EndCallRequest;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.ListCallsRequest;
import io.qipan.proto.dispatch.v1.ListCallsResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallRpcIT extends DispatchScenario {

    private static EndCallRequest.Builder end(Call call) {
        return EndCallRequest.newBuilder()
                .setRequestId(newId())
                .setName(call.getName())
                .setEtag(call.getEtag())
                .setOutcome(CallOutcome.CALLER_ADVISED)
                .setRationale("the road is open again");
    }

    private static AddCallLocationRequest locate(Call call) {
        return AddCallLocationRequest.newBuilder()
                .setRequestId(newId())
                .setName(call.getName())
                .setEtag(call.getEtag())
                .setLocation(Desk.words("behind the school"))
                .build();
    }

    private Call stored(Call call) {
        return desk().calls
                .getCall(GetCallRequest.newBuilder().setName(call.getName()).build())
                .getCall();
    }

    @Test
    void a_call_is_stored_as_it_was_told() {
        // Given
        Desk desk = new Desk(harness.channelOf("li", Role.CALL_TAKER));

        // When
        Call call =
                desk.take(aCall().setReceivedAt(Times.message(clock.instant().minusSeconds(20)))
                        .setAnsweredAt(Times.message(clock.instant().minusSeconds(8)))
                        .setExternalReference("sf-fire/163664050")
                        .setDrill(true));

        // Then
        assertThat(stored(call)).isEqualTo(call);
        assertThat(call.getOwner()).isEqualTo("li");
        assertThat(call.getState()).isEqualTo(Call.State.OPEN);
        assertThat(Times.instant(call.getReceivedAt()))
                .isEqualTo(clock.instant().minusSeconds(20));
        assertThat(Times.instant(call.getAnsweredAt()))
                .isEqualTo(clock.instant().minusSeconds(8));
        assertThat(Times.instant(call.getNextDeadlineAt()))
                .isEqualTo(clock.instant().plusSeconds(120));
        assertThat(call.getDrill()).isTrue();
        assertThat(told(call.getName())).containsExactly("call.received");
        assertThat(rows("select (occurred_at = '" + clock.instant().minusSeconds(20) + "')::text from journal"))
                .as("told for the time when it rang")
                .containsExactly("true");
        assertThat(deadlines(call.getName())).containsExactly("call.decide");
    }

    @Test
    void without_times_a_call_was_received_and_answered_now() {
        // When
        Call call = desk().take(aCall().clearLocations());

        // Then
        assertThat(Times.instant(call.getReceivedAt())).isEqualTo(clock.instant());
        assertThat(call.getAnsweredAt()).isEqualTo(call.getReceivedAt());
        assertThat(call.getLocationsCount()).isZero();
    }

    @Test
    void an_external_reference_that_is_taken_names_the_call_that_has_it() {
        // Given
        Desk desk = desk();
        Call first = desk.take(aCall().setExternalReference("sf-fire/1"));

        // When
        StatusRuntimeException refusal = refused(() -> desk.take(aCall().setExternalReference("sf-fire/1")));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(metadataOf(refusal)).containsEntry("resource", first.getName());
        assertThat(textOf(refusal)).contains("sf-fire/1", first.getName());
        assertThat(rows("select number from call")).containsExactly(first.getNumber());
    }

    @Test
    void a_repeat_gets_the_first_answer_and_stores_nothing_more() {
        // Given
        CreateCallRequest request = aCall().setExternalReference("sf-fire/1").build();
        Call first = desk().calls.createCall(request).getCall();

        // When
        Call repeat = desk().calls.createCall(request).getCall();

        // Then
        assertThat(repeat).isEqualTo(first);
        assertThat(told(first.getName())).containsExactly("call.received");
    }

    @Test
    void a_request_id_with_another_body_is_refused() {
        // Given
        CreateCallRequest.Builder request = aCall();
        Call first = desk().take(request);

        // When
        StatusRuntimeException refusal = refused(() -> desk().take(request.setDescription("another one")));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.REQUEST_ID_REUSED);
        assertThat(metadataOf(refusal)).containsEntry("request_id", request.getRequestId());
        assertThat(rows("select number from call")).containsExactly(first.getNumber());
    }

    @Test
    void times_that_cannot_be_are_refused() {
        // Given
        CreateCallRequest.Builder future =
                aCall().setReceivedAt(Times.message(clock.instant().plusSeconds(301)));
        CreateCallRequest.Builder reversed = aCall().setReceivedAt(Times.message(clock.instant()))
                .setAnsweredAt(Times.message(clock.instant().minusSeconds(1)));

        // When
        StatusRuntimeException early = refused(() -> desk().take(future));
        StatusRuntimeException late = refused(() -> desk().take(reversed));

        // Then
        assertThat(reasonOf(early)).isEqualTo(Reason.TIME_IN_FUTURE);
        assertThat(metadataOf(early)).containsKeys("time", "now");
        assertThat(reasonOf(late)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(fieldsOf(late)).containsExactly("answered_at");
    }

    @Test
    void a_stale_etag_is_refused_with_the_current_one() {
        // Given
        Call call = desk().take(aCall());
        Call located = desk().calls.addCallLocation(locate(call)).getCall();

        // When
        StatusRuntimeException refusal =
                refused(() -> desk().calls.endCall(end(call).build()));

        // Then
        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
        assertThat(reasonOf(refusal)).isEqualTo(Reason.STALE_ETAG);
        assertThat(metadataOf(refusal))
                .containsEntry("resource", call.getName())
                .containsEntry("etag", located.getEtag());
        assertThat(located.getLocationsList()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = CallOutcome.class,
            names = {"CALLER_ADVISED", "HOAX", "ACCIDENTAL", "NO_ACTION"})
    void a_call_ends_with_an_outcome_and_a_rationale(CallOutcome outcome) {
        // Given
        Call call = desk().take(aCall());
        EndCallRequest.Builder request = end(call).setOutcome(outcome);
        StatusRuntimeException refusal = refused(
                () -> desk().calls.endCall(request.clone().setRationale(" ").build()));

        // When
        Call ended = desk().calls.endCall(request.setRequestId(newId()).build()).getCall();

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.RATIONALE_REQUIRED);
        assertThat(metadataOf(refusal)).containsEntry("outcome", outcome.name());
        assertThat(ended.getState()).isEqualTo(Call.State.ENDED);
        assertThat(ended.getOutcome()).isEqualTo(outcome);
        assertThat(ended.getRationale()).isEqualTo("the road is open again");
        assertThat(ended.hasNextDeadlineAt()).isFalse();
        assertThat(stored(call)).isEqualTo(ended);
        assertThat(deadlines(call.getName())).isEmpty();
    }

    @Test
    void outcomes_that_an_incident_brings_are_not_for_this_rpc() {
        // Given
        Call call = desk().take(aCall());

        // When
        StatusRuntimeException refusal = refused(() -> desk().calls
                .endCall(end(call).setOutcome(CallOutcome.INCIDENT_OPENED).build()));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(fieldsOf(refusal)).containsExactly("outcome");
    }

    @Test
    void nothing_changes_after_the_end() {
        // Given
        Call ended = desk().calls.endCall(end(desk().take(aCall())).build()).getCall();

        // When
        List<StatusRuntimeException> refusals = Stream.<Runnable>of(
                        () -> desk().calls.endCall(end(ended).build()),
                        () -> desk().calls.addCallLocation(locate(ended)),
                        () -> desk().open(anIncidentOf(ended, "theft")))
                .map(attempt -> refused(attempt::run))
                .toList();

        // Then
        assertThat(refusals).allSatisfy(refusal -> {
            assertThat(reasonOf(refusal)).isEqualTo(Reason.ILLEGAL_TRANSITION);
            assertThat(metadataOf(refusal)).containsEntry("state", "ended");
        });
        assertThat(stored(ended)).isEqualTo(ended);
        assertThat(rows("select number from incident")).isEmpty();
    }

    @Test
    void a_call_that_nobody_decides_is_told_as_overdue_again_and_again() {
        // Given
        Call call = desk().take(aCall());
        Instant answered = clock.instant();

        // When
        pass(120);
        pass(120);

        // Then
        assertThat(told(call.getName())).containsExactly("call.received", "call.overdue", "call.overdue");
        assertThat(rows("select distinct reason from journal where action = 'call.overdue'"))
                .containsExactly("No outcome since it was answered at " + answered);
        assertThat(Times.instant(stored(call).getNextDeadlineAt()))
                .isEqualTo(clock.instant().plusSeconds(120));
    }

    @Test
    void what_does_not_exist_is_not_found() {
        // Given
        String name = "calls/01939b4e-0000-7000-8000-000000000001";

        // When
        StatusRuntimeException refusal = refused(() ->
                desk().calls.getCall(GetCallRequest.newBuilder().setName(name).build()));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.NOT_FOUND);
        assertThat(metadataOf(refusal)).containsEntry("resource", name);
    }

    @Test
    void pages_follow_each_other_newest_first_and_belong_to_their_filter() {
        // Given
        Desk desk = desk();
        List<Call> calls = Stream.generate(() -> desk.take(aCall())).limit(5).toList();
        Call ended = desk.calls.endCall(end(calls.get(2)).build()).getCall();
        ListCallsRequest.Builder request = ListCallsRequest.newBuilder().setPageSize(2);

        // When
        ListCallsResponse first = desk.calls.listCalls(request.build());
        ListCallsResponse second = desk.calls.listCalls(
                request.setPageToken(first.getNextPageToken()).build());
        ListCallsResponse third = desk.calls.listCalls(
                request.setPageToken(second.getNextPageToken()).build());

        // Then
        assertThat(first.getCallsList()).containsExactly(calls.get(4), calls.get(3));
        assertThat(second.getCallsList()).containsExactly(ended, calls.get(1));
        assertThat(third.getCallsList()).containsExactly(calls.get(0));
        assertThat(third.getNextPageToken()).isEmpty();
        StatusRuntimeException changed = refused(() -> desk.calls.listCalls(ListCallsRequest.newBuilder()
                .setOptionalState(Call.State.OPEN)
                .setPageToken(first.getNextPageToken())
                .build()));
        assertThat(reasonOf(changed)).isEqualTo(Reason.PAGE_TOKEN_INVALID);
        assertThat(desk.calls
                        .listCalls(ListCallsRequest.newBuilder()
                                .setOptionalState(Call.State.ENDED)
                                .build())
                        .getCallsList())
                .containsExactly(ended);
        assertThat(desk.calls
                        .listCalls(ListCallsRequest.newBuilder()
                                .setOptionalState(Call.State.OPEN)
                                .build())
                        .getCallsList())
                .hasSize(4)
                .doesNotContain(ended);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"AGENCY", "SERVICE"})
    void a_call_from_one_who_cannot_work_it_belongs_to_the_desk(Role role) {
        // Given
        Desk elsewhere = new Desk(harness.channel(role));

        // When
        Call call = elsewhere.take(aCall());

        // Then
        assertThat(call.getOwner()).isEqualTo("desk:intake");
    }
}
