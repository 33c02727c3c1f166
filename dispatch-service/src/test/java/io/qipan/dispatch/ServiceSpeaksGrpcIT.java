package io.qipan.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.proto.common.v1.WatchServiceGrpc;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.GetCallResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.RpcServer;
import io.qipan.testkit.PostgresResource;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a gRPC client meets on the wire, through the transport that is used in production. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(NobodyElse.class)
class ServiceSpeaksGrpcIT {
    @TestHTTPResource(value = "/metrics", management = true)
    private String metrics = "";

    @Inject
    RpcServer server;

    private ManagedChannel channel;

    @BeforeEach
    void connect() {
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void disconnect() {
        channel.shutdownNow();
    }

    @Test
    void health_is_served() {
        // When
        HealthCheckResponse answer = HealthGrpc.newBlockingStub(channel).check(HealthCheckRequest.getDefaultInstance());

        // Then
        assertThat(answer.getStatus()).isEqualTo(ServingStatus.SERVING);
    }

    @Test
    void reflection_lists_the_services() throws Exception {
        // Given
        CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
        StreamObserver<ServerReflectionRequest> ask =
                ServerReflectionGrpc.newStub(channel).serverReflectionInfo(new FirstOf<>(answer));

        // When
        ask.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());

        // Then
        assertThat(answer.get(10, TimeUnit.SECONDS).getListServicesResponse().getServiceList())
                .extracting(ServiceResponse::getName)
                .contains(
                        "qipan.dispatch.v1.CallService",
                        "qipan.dispatch.v1.IncidentService",
                        "qipan.dispatch.v1.OrderService",
                        "qipan.common.v1.WatchService");
        ask.onCompleted();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"qipan.dispatch.v1.CallService/GetKall", "qipan.dispatch.v9.CallService/GetCall", "a/b%20c"})
    void a_method_that_nobody_serves_is_refused_with_a_reason(String name) {
        // Given
        MethodDescriptor<GetCallRequest, GetCallResponse> unknown = MethodDescriptor.newBuilder(
                        ProtoUtils.marshaller(GetCallRequest.getDefaultInstance()),
                        ProtoUtils.marshaller(GetCallResponse.getDefaultInstance()))
                .setType(MethodType.UNARY)
                .setFullMethodName(name)
                .build();

        // When
        StatusRuntimeException refused = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> ClientCalls.blockingUnaryCall(
                        channel, unknown, CallOptions.DEFAULT, GetCallRequest.getDefaultInstance()));

        // Then
        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
        assertThat(refused.getStatus().getDescription()).contains("no method " + name + " here");
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.METHOD_UNKNOWN);
    }

    @Test
    void a_call_without_a_token_is_refused_with_a_reason() {
        // When
        StatusRuntimeException refused = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> CallServiceGrpc.newBlockingStub(channel).getCall(GetCallRequest.getDefaultInstance()));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.TOKEN_INVALID);
    }

    @Test
    void a_watch_ends_when_its_client_goes_away_without_a_word() throws Exception {
        // Given
        CompletableFuture<WatchResponse> begun = new CompletableFuture<>();
        Metadata token = new Metadata();
        token.put(
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
                "Bearer " + TestTokens.mint("wang", Role.DISPATCHER));
        WatchServiceGrpc.newStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(token))
                .watch(WatchRequest.newBuilder().setSendInitialState(true).build(), new FirstOf<>(begun));
        WatchResponse first = begun.get(10, TimeUnit.SECONDS);
        String open = openStreams();

        // When
        channel.shutdownNow();

        // Then
        assertThat(first.getResumeToken()).isNotEmpty();
        assertThat(open).isEqualTo("1.0");
        await().until(() -> openStreams().equals("0.0"));
    }

    private String openStreams() {
        return RestAssured.get(metrics)
                .asString()
                .lines()
                .filter(line -> line.startsWith("qipan_rpc_streams"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
    }

    /** Completes with the first message, or with what ended the stream before it. */
    private record FirstOf<T>(CompletableFuture<T> first) implements StreamObserver<T> {
        @Override
        public void onNext(T message) {
            first.complete(message);
        }

        @Override
        public void onError(Throwable failure) {
            first.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            first.completeExceptionally(new IllegalStateException("No message came"));
        }
    }
}
