package io.qipan.runtime.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qipan.proto.common.v1.WatchServiceGrpc;
import io.qipan.proto.dispatch.v1.CallServiceGrpc;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.RpcHarness;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeadlinedTest {

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(() -> List.of(new Calls(request -> "found"), new Unwatched()))
            .withLimits(Duration.ofMillis(300), 4);

    /** Nothing is asked of it. */
    private static final class Unwatched implements RpcService, WatchServiceGrpc.AsyncService {

        @Override
        public ServerServiceDefinition bindService() {
            return Rpc.bind(WatchServiceGrpc.bindService(this));
        }
    }

    @Test
    void a_request_that_is_never_completed_is_ended_and_gives_up_its_place() throws Exception {
        // Given
        ClientCall<?, ?> call =
                harness.channel(Role.DISPATCHER).newCall(CallServiceGrpc.getGetCallMethod(), CallOptions.DEFAULT);

        // When
        StatusRuntimeException end = begunAndNotCompleted(call);

        // Then
        assertThat(Refusals.reasonOf(end)).isEqualTo(Reason.DEADLINE_PASSED);
        await().until(() -> harness.inFlight() == 0);
    }

    @Test
    void a_watch_whose_request_never_comes_is_ended_and_gives_up_its_place() throws Exception {
        // Given
        ClientCall<?, ?> call =
                harness.channel(Role.DISPATCHER).newCall(WatchServiceGrpc.getWatchMethod(), CallOptions.DEFAULT);

        // When
        StatusRuntimeException end = begunAndNotCompleted(call);

        // Then
        assertThat(Refusals.reasonOf(end)).isEqualTo(Reason.DEADLINE_PASSED);
        await().until(() -> harness.streams() == 0);
    }

    private static <A, B> StatusRuntimeException begunAndNotCompleted(ClientCall<A, B> call) throws Exception {
        CompletableFuture<StatusRuntimeException> end = new CompletableFuture<>();
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        end.complete(status.asRuntimeException(trailers));
                    }
                },
                new Metadata());
        call.request(1);
        return end.get(10, TimeUnit.SECONDS);
    }
}
