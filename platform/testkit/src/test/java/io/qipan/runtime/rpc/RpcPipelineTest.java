package io.qipan.runtime.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Empty;
import com.google.rpc.RetryInfo;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.CreateCallRequest;
import io.qipan.proto.dispatch.v1.EndCallRequest;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.GetCallResponse;
import io.qipan.proto.dispatch.v1.ListCallsRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import io.qipan.testkit.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RpcPipelineTest {

    private static final String NAME = "calls/01939b4e-0000-7000-8000-000000000001";
    private static final GetCallRequest REQUEST =
            GetCallRequest.newBuilder().setName(NAME).build();
    private static final int MOST_IN_FLIGHT = 4;

    private final TestClock clock = TestClock.standing();
    private final AtomicReference<Function<GetCallRequest, String>> work =
            new AtomicReference<>(request -> Caller.current().subject());

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(
                    () -> List.of(new Calls(request -> work.get().apply(request)), new Undeclared()))
            .withClock(clock)
            .withLimits(Duration.ofSeconds(2), MOST_IN_FLIGHT);

    /** An RPC of ours whose contract says nothing about access. */
    private static final class Undeclared implements RpcService {

        static final MethodDescriptor<Empty, Empty> METHOD = MethodDescriptor.<Empty, Empty>newBuilder()
                .setType(MethodType.UNARY)
                .setFullMethodName("qipan.test.v1.ProbeService/Undeclared")
                .setRequestMarshaller(ProtoUtils.marshaller(Empty.getDefaultInstance()))
                .setResponseMarshaller(ProtoUtils.marshaller(Empty.getDefaultInstance()))
                .build();

        @Override
        public ServerServiceDefinition bindService() {
            return ServerServiceDefinition.builder("qipan.test.v1.ProbeService")
                    .addMethod(METHOD, ServerCalls.asyncUnaryCall((request, observer) -> {
                        observer.onNext(request);
                        observer.onCompleted();
                    }))
                    .build();
        }
    }

    private GetCallResponse get(Channel channel) {
        return CallServiceGrpc.newBlockingStub(channel).getCall(REQUEST);
    }

    private Reason refusalOf(Channel channel) {
        return Refusals.reasonOf(Refusals.refused(() -> {
            GetCallResponse ignored = get(channel);
        }));
    }

    private Channel dispatcher() {
        return harness.channel(Role.DISPATCHER);
    }

    @Test
    void servesACallerWithOneOfTheRolesThatTheContractAllows() {
        // When
        GetCallResponse response = get(harness.channelOf("wang", Role.UNIT, Role.CALL_TAKER));

        // Then
        assertThat(response.getCall().getDescription()).isEqualTo("wang");
    }

    @Test
    void knowsTheUnitThatATokenSpeaksFor() {
        // Given
        work.set(request -> {
            Caller.current().mayActFor("units/1");
            return Caller.current().unit().orElse("none");
        });

        // When
        String unit = get(harness.withToken(TestTokens.claims("wang", Role.UNIT, Role.CALL_TAKER)
                        .speakingFor("units/1")
                        .signed()))
                .getCall()
                .getDescription();

        // Then
        assertThat(unit).isEqualTo("units/1");
    }

    @Test
    void refusesAUnitThatActsForAnother() {
        // Given
        work.set(request -> {
            Caller.current().mayActFor("units/2");
            return "";
        });

        // When
        Reason reason = refusalOf(harness.withToken(TestTokens.claims("wang", Role.UNIT, Role.CALL_TAKER)
                .speakingFor("units/1")
                .signed()));

        // Then
        assertThat(reason).isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void refusesACallerWithoutTheRole() {
        // When
        StatusRuntimeException refused = Refusals.refused(() -> get(harness.channel(Role.UNIT, Role.AGENCY)));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(Refusals.metadataOf(refused)).containsEntry("method", "qipan.dispatch.v1.CallService/GetCall");
    }

    @Test
    void deniesAnRpcWithoutAccessRuleToEverybody() {
        // When
        StatusRuntimeException refused = Refusals.refused(() -> ClientCalls.blockingUnaryCall(
                harness.channel(Role.values()), Undeclared.METHOD, CallOptions.DEFAULT, Empty.getDefaultInstance()));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void tellsAllFieldsThatBreakARuleAtOnce() {
        // When
        StatusRuntimeException refused = Refusals.refused(() -> CallServiceGrpc.newBlockingStub(dispatcher())
                .createCall(CreateCallRequest.newBuilder()
                        .setRequestId("not a uuid")
                        .setCallerId("x".repeat(101))
                        .setDescription("a\0b")
                        .build()));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(Refusals.fieldsOf(refused))
                .containsExactlyInAnyOrder("request_id", "channel", "caller_id", "description");
    }

    @Test
    void refusesAMessageWithAThousandWrongFieldsInAStatusThatArrives() {
        // Given
        CreateCallRequest.Builder request = CreateCallRequest.newBuilder();
        for (int i = 0; i < 1_000; i++) {
            request.addLocationsBuilder().setText("火".repeat(600)).setUncertaintyM(-1);
        }

        // When
        StatusRuntimeException refused = Refusals.refused(
                () -> CallServiceGrpc.newBlockingStub(dispatcher()).createCall(request.build()));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(Refusals.fieldsOf(refused)).hasSizeGreaterThan(10);
    }

    @Test
    void saysThatAMethodIsNotThere() {
        // When
        StatusRuntimeException refused = Refusals.refused(() -> CallServiceGrpc.newBlockingStub(dispatcher())
                .endCall(EndCallRequest.newBuilder()
                        .setRequestId("01939b4e-0000-7000-8000-000000000001")
                        .setName(NAME)
                        .setEtag("1")
                        .setOutcomeValue(3)
                        .build()));

        // Then
        assertThat(harness.takeNonConforming()).hasSize(1);
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.METHOD_UNKNOWN);
        assertThat(Refusals.metadataOf(refused)).containsEntry("method", "qipan.dispatch.v1.CallService/EndCall");
    }

    @Test
    void replacesAStatusWithoutAReasonAndReportsIt() {
        // When
        StatusRuntimeException refused = Refusals.refused(
                () -> CallServiceGrpc.newBlockingStub(dispatcher()).listCalls(ListCallsRequest.getDefaultInstance()));

        // Then
        assertThat(harness.takeNonConforming()).singleElement().asString().contains("CallService/ListCalls");
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.INTERNAL_FAULT);
        assertThat(Refusals.metadataOf(refused)).containsKey("fault");
        assertThat(Refusals.textOf(refused)).doesNotContain("NullPointer", "io.qipan");
    }

    @Test
    void tellsNothingOfTheInsideWhenAHandlerFails() {
        // Given
        work.set(request -> {
            throw new IllegalStateException("select password from users");
        });

        // When
        StatusRuntimeException refused = Refusals.refused(() -> get(dispatcher()));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.INTERNAL_FAULT);
        assertThat(Refusals.metadataOf(refused)).containsOnlyKeys("fault");
        assertThat(Refusals.textOf(refused)).doesNotContain("password", "IllegalState");
    }

    @Test
    void passesOnTheRefusalOfAHandler() {
        // Given
        work.set(request -> {
            throw Refusal.notFound(request.getName()).asException();
        });

        // When
        StatusRuntimeException refused = Refusals.refused(() -> get(dispatcher()));

        // Then
        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.NOT_FOUND);
        assertThat(Refusals.metadataOf(refused)).containsEntry("resource", NAME);
        assertThat(Refusals.textOf(refused)).isEqualTo("There is no " + NAME + ".");
    }

    @Test
    void refusesWhatIsTooMuchAtATimeAndCountsDownAgain() {
        // Given as many calls under way as are allowed
        CountDownLatch letGo = new CountDownLatch(1);
        CountDownLatch underWay = new CountDownLatch(MOST_IN_FLIGHT);
        work.set(request -> {
            underWay.countDown();
            await(letGo);
            return "done";
        });
        List<CompletableFuture<GetCallResponse>> calls = new ArrayList<>();
        for (int i = 0; i < MOST_IN_FLIGHT; i++) {
            calls.add(CompletableFuture.supplyAsync(() -> get(dispatcher()), Thread::startVirtualThread));
        }
        await(underWay);

        // When
        StatusRuntimeException refused = Refusals.refused(() -> get(dispatcher()));

        // Then
        letGo.countDown();
        calls.forEach(call ->
                assertThat(TestDatabase.await(call).getCall().getDescription()).isEqualTo("done"));
        Optional<RetryInfo> retry = Refusals.detail(refused, RetryInfo.class);
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.OVERLOADED);
        assertThat(Refusals.metadataOf(refused)).containsEntry("limit", "4");
        assertThat(retry.orElseThrow().getRetryDelay().getNanos()).isPositive();
        Awaitility.await().until(harness::inFlight, inFlight -> inFlight == 0);
        assertThat(get(dispatcher()).getCall().getDescription()).isEqualTo("done");
    }

    @Test
    void countsDownWhateverWayCallsEnd() {
        // Given
        work.set(request -> {
            throw new IllegalStateException("broken");
        });

        // When
        for (int i = 0; i < 3 * MOST_IN_FLIGHT; i++) {
            StatusRuntimeException anonymous = Refusals.refused(() -> get(harness.anonymous()));
            StatusRuntimeException denied = Refusals.refused(() -> get(harness.channel()));
            StatusRuntimeException broken = Refusals.refused(() -> get(dispatcher()));
            StatusRuntimeException wrong = Refusals.refused(
                    () -> CallServiceGrpc.newBlockingStub(dispatcher()).getCall(GetCallRequest.getDefaultInstance()));
            assertThat(List.of(anonymous, denied, broken, wrong))
                    .extracting(Refusals::reasonOf)
                    .doesNotContain(Reason.OVERLOADED);
        }

        // Then
        Awaitility.await().until(harness::inFlight, inFlight -> inFlight == 0);
    }

    @Test
    void countsDownWhenTheCallerGoesAway() {
        // Given
        CountDownLatch letGo = new CountDownLatch(1);
        work.set(request -> {
            await(letGo);
            return "too late";
        });

        // When
        StatusRuntimeException gaveUp = Refusals.refused(() -> CallServiceGrpc.newBlockingStub(dispatcher())
                .withDeadlineAfter(100, TimeUnit.MILLISECONDS)
                .getCall(REQUEST));

        // Then
        assertThat(gaveUp.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        Awaitility.await().until(harness::inFlight, inFlight -> inFlight == 0);
        letGo.countDown();
    }

    @Test
    void givesEveryCallAnEnd() {
        // Given a caller without a deadline
        work.set(request -> Context.current().getDeadline() == null
                ? "none"
                : Long.toString(Context.current().getDeadline().timeRemaining(TimeUnit.MILLISECONDS)));

        // When
        String left = get(dispatcher()).getCall().getDescription();

        // Then
        assertThat(Integer.parseInt(left)).isBetween(1, 2_000);
    }

    @Test
    void measuresEveryCallByItsEnd() {
        // When
        GetCallResponse ignored = get(dispatcher());
        StatusRuntimeException refused = Refusals.refused(() -> get(harness.anonymous()));

        // Then
        assertThat(refused).isNotNull();
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(harness.meters().find("qipan.rpc").timers())
                                .extracting(timer -> timer.getId().getTag("code") + " "
                                        + timer.getId().getTag("reason"))
                                .containsExactlyInAnyOrder("OK ", "UNAUTHENTICATED TOKEN_INVALID"));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
