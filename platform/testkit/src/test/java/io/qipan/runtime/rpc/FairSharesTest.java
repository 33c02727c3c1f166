package io.qipan.runtime.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import com.google.rpc.RetryInfo;
import io.grpc.Channel;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.CreateCallRequest;
import io.qipan.proto.dispatch.v1.CreateCallResponse;
import io.qipan.proto.dispatch.v1.ListCallsRequest;
import io.qipan.proto.dispatch.v1.ListCallsResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.limit.Quota;
import io.qipan.runtime.limit.Quotas;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Slow work of some, and whether others get theirs done meanwhile. */
class FairSharesTest {

    private static final String SLOW = "slow";
    private static final String QUICK = "quick";
    private static final Quota CALLER = new Quota(2, 2, 1);
    private static final Quota AGENCY = new Quota(30, 3, 2);
    private static final int ALL = 10;

    private final CountDownLatch letGo = new CountDownLatch(1);
    private final Semaphore underWay = new Semaphore(0);
    private final List<CompletableFuture<String>> flood = new ArrayList<>();

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(() -> List.of(new Desk()))
            .withLimits(Duration.ofSeconds(30), ALL)
            .withQuotas(new Quotas(CALLER, AGENCY, CALLER, Set.of("gateway")));

    /** Takes calls; those that are described as slow, when the test says so. */
    private final class Desk implements RpcService, CallServiceGrpc.AsyncService {

        @Override
        public ServerServiceDefinition bindService() {
            return Rpc.bind(CallServiceGrpc.bindService(this));
        }

        @Override
        public void createCall(CreateCallRequest request, StreamObserver<CreateCallResponse> observer) {
            Answer.unary(observer, () -> {
                if (request.getDescription().equals(SLOW)) {
                    underWay.release();
                    awaitEnd();
                }
                return CreateCallResponse.newBuilder()
                        .setCall(Call.newBuilder().setDescription("done"))
                        .build();
            });
        }

        @Override
        public void listCalls(ListCallsRequest request, StreamObserver<ListCallsResponse> observer) {
            throw new IllegalStateException("broken before it began");
        }
    }

    private void awaitEnd() {
        try {
            assertThat(letGo.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String get(Channel channel, String description) {
        return CallServiceGrpc.newBlockingStub(channel)
                .createCall(CreateCallRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setChannelValue(1)
                        .setDescription(description)
                        .build())
                .getCall()
                .getDescription();
    }

    /** Begins so many calls, and returns when they are at work. */
    private void occupy(Channel channel, int calls) throws InterruptedException {
        for (int i = 0; i < calls; i++) {
            flood.add(CompletableFuture.supplyAsync(() -> get(channel, SLOW), Thread::startVirtualThread));
        }
        assertThat(underWay.tryAcquire(calls, 20, TimeUnit.SECONDS)).isTrue();
    }

    private static StatusRuntimeException refused(Channel channel) {
        return Refusals.refused(() -> get(channel, QUICK));
    }

    private double refusals(String limit, String of) {
        return harness.meters()
                .get("qipan.limit.refused")
                .tags("limit", limit, "of", of)
                .counter()
                .count();
    }

    @AfterEach
    void everyPlaceIsGivenBack() {
        letGo.countDown();
        flood.forEach(call -> assertThat(TestDatabase.await(call)).isEqualTo("done"));
        Awaitility.await().until(() -> harness.inFlight() == 0);
    }

    @Test
    void a_caller_has_no_more_under_way_than_its_share_and_others_are_served() throws Exception {
        // Given
        occupy(harness.channelOf("wang", Role.DISPATCHER), CALLER.atOnce());

        // When
        StatusRuntimeException refused = refused(harness.channelOf("wang", Role.DISPATCHER));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.QUOTA_EXCEEDED);
        assertThat(Refusals.metadataOf(refused)).containsEntry("of", "caller").containsEntry("limit", "2");
        assertThat(Refusals.textOf(refused)).startsWith("wang has all 2 calls under way");
        assertThat(Refusals.detail(refused, RetryInfo.class)).isPresent();
        assertThat(refusals("at-once", "caller")).isOne();
        assertThat(get(harness.channelOf("li", Role.DISPATCHER), QUICK)).isEqualTo("done");
    }

    @Test
    void a_place_that_was_given_back_can_be_taken_again() throws Exception {
        // Given
        Channel wang = harness.channelOf("wang", Role.DISPATCHER);
        occupy(wang, CALLER.atOnce());
        letGo.countDown();
        Awaitility.await().until(() -> harness.inFlight() == 0);

        // When
        String answer = get(wang, QUICK);

        // Then
        assertThat(answer).isEqualTo("done");
    }

    @Test
    void callers_and_services_are_served_while_one_agency_floods() throws Exception {
        // Given the whole share of one agency, by several of its people
        occupy(harness.agencyChannel("agent 1", "agencies/1"), 2);
        occupy(harness.agencyChannel("agent 2", "agencies/1"), 1);

        // When
        StatusRuntimeException refused = refused(harness.agencyChannel("agent 3", "agencies/1"));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.QUOTA_EXCEEDED);
        assertThat(Refusals.metadataOf(refused)).containsEntry("of", "agency").containsEntry("limit", "3");
        assertThat(get(harness.agencyChannel("other agent", "agencies/2"), QUICK))
                .isEqualTo("done");
        assertThat(get(harness.channelOf("dispatcher", Role.DISPATCHER), QUICK)).isEqualTo("done");
        assertThat(get(harness.channelOf("ecology-service", Role.SERVICE), QUICK))
                .isEqualTo("done");
    }

    @Test
    void all_agencies_together_leave_half_of_the_places() throws Exception {
        // Given
        occupy(harness.agencyChannel("agent 1", "agencies/1"), 2);
        occupy(harness.agencyChannel("agent 2", "agencies/2"), 2);
        occupy(harness.agencyChannel("agent 3", "agencies/3"), 1);

        // When
        StatusRuntimeException refused = refused(harness.agencyChannel("agent 4", "agencies/4"));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.OVERLOADED);
        assertThat(Refusals.metadataOf(refused)).containsEntry("limit", "5");
        assertThat(refusals("at-once", "outsiders")).isOne();
        assertThat(get(harness.channelOf("dispatcher", Role.DISPATCHER), QUICK)).isEqualTo("done");
    }

    @Test
    void whoever_has_the_role_of_an_agency_and_names_none_is_an_outsider_all_the_same() throws Exception {
        // Given
        occupy(harness.channelOf("agent 1", Role.AGENCY), 2);
        occupy(harness.channelOf("agent 2", Role.AGENCY), 1);

        // When
        StatusRuntimeException refused = refused(harness.channelOf("agent 3", Role.AGENCY));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.QUOTA_EXCEEDED);
        assertThat(Refusals.metadataOf(refused)).containsEntry("of", "agency").containsEntry("limit", "3");
        occupy(harness.agencyChannel("agent 4", "agencies/2"), 2);
        assertThat(Refusals.metadataOf(refused(harness.agencyChannel("agent 5", "agencies/3"))))
                .containsEntry("limit", "5");
    }

    @Test
    void a_service_is_served_when_people_have_taken_every_place() throws Exception {
        // Given
        occupy(harness.channelOf("gateway", Role.DISPATCHER), ALL);
        StatusRuntimeException refused = refused(harness.channelOf("wang", Role.DISPATCHER));

        // When
        String answer = get(harness.channelOf("dispatch-service", Role.SERVICE), QUICK);

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.OVERLOADED);
        assertThat(answer).isEqualTo("done");
    }

    @Test
    void whoever_calls_too_fast_is_told_when_to_come_back_and_is_served_then() {
        // Given
        Channel wang = harness.channelOf("wang", Role.DISPATCHER);
        StatusRuntimeException refused = Refusals.refused(() -> {
            for (int i = 0; i < 1_000; i++) {
                assertThat(get(wang, QUICK)).isEqualTo("done");
            }
        });
        long comeBackMs = Durations.toMillis(
                Refusals.detail(refused, RetryInfo.class).orElseThrow().getRetryDelay());

        // When
        Awaitility.await().pollDelay(Duration.ofMillis(comeBackMs + 1)).until(() -> true);
        String answer = get(wang, QUICK);

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.QUOTA_EXCEEDED);
        assertThat(Refusals.textOf(refused)).startsWith("wang makes more than 2 calls per second");
        assertThat(comeBackMs).isLessThanOrEqualTo(501);
        assertThat(answer).isEqualTo("done");
        assertThat(get(harness.channelOf("li", Role.DISPATCHER), QUICK)).isEqualTo("done");
    }

    @Test
    void whoever_speaks_for_many_has_no_rate() {
        // Given
        Channel gateway = harness.channelOf("gateway", Role.DISPATCHER);

        // When
        for (int i = 0; i < 500; i++) {
            assertThat(get(gateway, QUICK)).isEqualTo("done");
        }

        // Then
        assertThat(harness.meters().find("qipan.limit.refused").counters()).isEmpty();
    }

    @Test
    void an_agency_cannot_speak_for_many_by_its_name() {
        // Given
        Channel named = harness.agencyChannel("gateway", "agencies/1");

        // When
        StatusRuntimeException refused = Refusals.refused(() -> {
            for (int i = 0; i < 500; i++) {
                assertThat(get(named, QUICK)).isEqualTo("done");
            }
        });

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.QUOTA_EXCEEDED);
    }

    @Test
    void a_handler_that_breaks_before_it_begins_holds_no_place() {
        // Given
        Channel gateway = harness.channelOf("gateway", Role.DISPATCHER);

        // When
        for (int i = 0; i < 2 * ALL; i++) {
            StatusRuntimeException broken = Refusals.refused(
                    () -> CallServiceGrpc.newBlockingStub(gateway).listCalls(ListCallsRequest.getDefaultInstance()));
            assertThat(broken.getStatus().getCode()).isEqualTo(Status.Code.UNKNOWN);
            Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> harness.inFlight() == 0);
        }

        // Then
        assertThat(get(gateway, QUICK)).isEqualTo("done");
    }
}
