package io.qipan.runtime.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.CallServiceGrpc.CallServiceBlockingStub;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.Refusals;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the wire takes: sizes, nesting, connections. After each of them another caller is served. */
class WireLimitsIT {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int LARGEST = 4 << 20;
    private static final int MOST_OF_ADDRESS = 3;

    private final LoopbackServer server = new LoopbackServer(
            new Calls(request -> "served"),
            Duration.ofSeconds(15),
            new ServerLimits(16 << 10, 100, MOST_OF_ADDRESS, LONG, LONG, LONG));

    @AfterEach
    void othersAreServed() {
        assertThat(server.servedMeanwhile()).isEqualTo("served");
        server.close();
    }

    private StatusRuntimeException refused(GetCallRequest request) {
        return Refusals.refused(() -> LoopbackServer.calls(server.connect()).getCall(request));
    }

    private static GetCallRequest ofSize(int bytes) {
        return GetCallRequest.newBuilder().setName("x".repeat(bytes)).build();
    }

    @Test
    void a_message_that_is_too_large_is_refused_with_the_limit() {
        // When
        StatusRuntimeException refused = refused(ofSize(LARGEST + 1));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.MALFORMED_MESSAGE);
        assertThat(Refusals.metadataOf(refused)).containsEntry("limit", Integer.toString(LARGEST));
    }

    @Test
    void a_message_that_is_much_too_large_is_not_even_read() {
        // When
        StatusRuntimeException refused = refused(ofSize(3 * LARGEST));

        // Then
        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    }

    @Test
    void a_small_message_that_unpacks_to_an_immense_one_is_refused() {
        // When
        StatusRuntimeException refused = Refusals.refused(() ->
                LoopbackServer.calls(server.connect()).withCompression("gzip").getCall(ofSize(16 * LARGEST)));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.MALFORMED_MESSAGE);
        assertThat(Refusals.metadataOf(refused)).containsEntry("limit", Integer.toString(LARGEST));
    }

    @Test
    void headers_that_are_too_large_are_refused_and_a_long_token_is_none() {
        // Given
        assertThat(withHeaders(12_000).getCall(LoopbackServer.REQUEST).getCall().getDescription())
                .isEqualTo("served");

        // When
        StatusRuntimeException refused =
                Refusals.refused(() -> withHeaders(20_000).getCall(LoopbackServer.REQUEST));

        // Then
        assertThat(refused.getStatus().isOk()).isFalse();
    }

    private CallServiceBlockingStub withHeaders(int bytes) {
        return CallServiceGrpc.newBlockingStub(server.connect())
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(LoopbackServer.token("x".repeat(bytes))));
    }

    @Test
    void groups_within_groups_are_refused_before_they_fill_the_stack() {
        // Given the beginning of group 1, again and again
        byte[] nested = new byte[100_000];
        Arrays.fill(nested, (byte) 0x0B);

        // When
        StatusRuntimeException refused = Refusals.refused(() -> ClientCalls.blockingUnaryCall(
                ClientInterceptors.intercept(
                        server.connect(), MetadataUtils.newAttachHeadersInterceptor(LoopbackServer.token(""))),
                BYTES,
                CallOptions.DEFAULT,
                nested));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.MALFORMED_MESSAGE);
        assertThat(Refusals.textOf(refused)).contains("nesting");
    }

    private static final MethodDescriptor.Marshaller<byte[]> RAW = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            return new byte[0];
        }
    };

    private static final MethodDescriptor<byte[], byte[]> BYTES =
            CallServiceGrpc.getGetCallMethod().toBuilder(RAW, RAW).build();

    @Test
    void one_address_gets_no_more_connections_than_its_share() {
        // Given
        List<ManagedChannel> open = new ArrayList<>();
        for (int i = 0; i < MOST_OF_ADDRESS; i++) {
            ManagedChannel connection = server.connect();
            assertThat(LoopbackServer.calls(connection)
                            .getCall(LoopbackServer.REQUEST)
                            .getCall()
                            .getDescription())
                    .isEqualTo("served");
            open.add(connection);
        }

        // When
        StatusRuntimeException refused = refused(LoopbackServer.REQUEST);

        // Then
        assertThat(refused.getStatus().getCode())
                .isIn(Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED, Status.Code.INTERNAL);
        assertThat(server.connections()).isEqualTo(MOST_OF_ADDRESS);
        open.forEach(ManagedChannel::shutdownNow);
        Awaitility.await().until(() -> server.connections() == 0);
    }
}
