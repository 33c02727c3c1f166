package io.qipan.runtime.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.RetryInfo;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.qipan.proto.common.v1.Bookmark;
import io.qipan.proto.common.v1.WatchRequest;
import io.qipan.proto.common.v1.WatchResponse;
import io.qipan.proto.common.v1.WatchServiceGrpc;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.limit.Quota;
import io.qipan.runtime.limit.Quotas;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.RpcHarness;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OpenStreamsTest {

    @RegisterExtension
    final RpcHarness harness =
            RpcHarness.serving(() -> List.of(new NeverEnding())).withStreams(2);

    private static final Quota ONE_STREAM = new Quota(10, 10, 1);

    @RegisterExtension
    final RpcHarness fair = RpcHarness.serving(() -> List.of(new NeverEnding()))
            .withStreams(10)
            .withQuotas(new Quotas(ONE_STREAM, ONE_STREAM, ONE_STREAM, Set.of()));

    /** Sends one message and stays open. */
    private static final class NeverEnding implements RpcService, WatchServiceGrpc.AsyncService {

        @Override
        public ServerServiceDefinition bindService() {
            return Rpc.bind(WatchServiceGrpc.bindService(this));
        }

        @Override
        public void watch(WatchRequest request, StreamObserver<WatchResponse> observer) {
            observer.onNext(WatchResponse.newBuilder()
                    .setBookmark(Bookmark.getDefaultInstance())
                    .build());
        }
    }

    private CancellableContext open() throws Exception {
        return open(harness.channel(Role.DISPATCHER));
    }

    /** Opens a stream that the returned context ends, and waits for its first message. */
    private static CancellableContext open(Channel channel) throws Exception {
        CancellableContext context = Context.current().withCancellation();
        WatchResponse ignored = context.call(() -> WatchServiceGrpc.newBlockingStub(channel)
                .watch(WatchRequest.getDefaultInstance())
                .next());
        return context;
    }

    @Test
    void refusesMoreStreamsThanItKeepsOpen() throws Exception {
        // Given
        CancellableContext first = open();
        CancellableContext second = open();

        // When
        StatusRuntimeException refused = Refusals.refused(() -> open().close());

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.OVERLOADED);
        assertThat(Refusals.metadataOf(refused)).containsEntry("limit", "2");
        assertThat(Refusals.detail(refused, RetryInfo.class)).isPresent();
        assertThat(harness.streams()).isEqualTo(2);
        first.cancel(null);
        second.cancel(null);
    }

    @Test
    void takesAnotherStreamWhenOneHasEnded() throws Exception {
        // Given
        CancellableContext first = open();
        CancellableContext second = open();
        first.cancel(null);
        Awaitility.await().until(() -> harness.streams() == 1);

        // When
        CancellableContext third = open();

        // Then
        assertThat(harness.streams()).isEqualTo(2);
        assertThat(harness.inFlight()).isZero();
        second.cancel(null);
        third.cancel(null);
    }

    @Test
    void a_caller_with_all_of_its_streams_open_leaves_the_rest_to_others() throws Exception {
        // Given
        CancellableContext first = open(fair.channelOf("wang", Role.DISPATCHER));

        // When
        StatusRuntimeException refused = Refusals.refused(
                () -> open(fair.channelOf("wang", Role.DISPATCHER)).close());

        // Then
        CancellableContext ofAnother = open(fair.channelOf("li", Role.DISPATCHER));
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.QUOTA_EXCEEDED);
        assertThat(Refusals.textOf(refused)).startsWith("wang has all 1 streams open that it may have");
        first.cancel(null);
        ofAnother.cancel(null);
    }
}
