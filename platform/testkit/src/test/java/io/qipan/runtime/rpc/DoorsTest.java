package io.qipan.runtime.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.GetCallResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.RpcHarness;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DoorsTest {
    private static final GetCallRequest REQUEST = GetCallRequest.newBuilder()
            .setName("calls/01939b4e-0000-7000-8000-000000000001")
            .build();

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(() -> List.of(new Calls(request -> "found")));

    @Test
    void nobody_is_let_in_before_the_service_has_started() throws Exception {
        // Given
        RpcPipeline notOpenYet = new RpcPipeline(
                new SimpleMeterRegistry(),
                token -> {
                    throw new AssertionError("asked for a token");
                },
                RpcHarness.limits(Duration.ofSeconds(5), 1, 1),
                (method, status) -> {});
        Server server = InProcessServerBuilder.forName("starting")
                .intercept(notOpenYet)
                .addService(new Calls(request -> "found").bindService())
                .build()
                .start();
        ManagedChannel channel = InProcessChannelBuilder.forName("starting").build();

        // When
        StatusRuntimeException refused =
                Refusals.refused(() -> CallServiceGrpc.newBlockingStub(channel).getCall(REQUEST));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.DEPENDENCY_UNAVAILABLE);
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void nobody_is_let_in_when_the_service_goes_down() {
        // Given
        GetCallResponse before = CallServiceGrpc.newBlockingStub(harness.channel(Role.DISPATCHER))
                .getCall(REQUEST);
        harness.pipeline().close();

        // When
        StatusRuntimeException refused =
                Refusals.refused(() -> CallServiceGrpc.newBlockingStub(harness.channel(Role.DISPATCHER))
                        .getCall(REQUEST));

        // Then
        assertThat(before.getCall().getDescription()).isEqualTo("found");
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.SHUTTING_DOWN);
    }
}
