package io.qipan.patrol.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.qipan.proto.patrol.v1.PositionServiceGrpc;
import io.qipan.proto.patrol.v1.StreamPositionsRequest;
import io.qipan.proto.patrol.v1.StreamPositionsResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A device with an open stream. */
final class Phone implements ClientResponseObserver<StreamPositionsRequest, StreamPositionsResponse> {
    private final LinkedBlockingQueue<StreamPositionsResponse> acknowledgements = new LinkedBlockingQueue<>();
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();
    private @Nullable ClientCallStreamObserver<StreamPositionsRequest> call;

    static Phone on(Channel channel) {
        Phone phone = new Phone();
        var ignored = PositionServiceGrpc.newStub(channel).streamPositions(phone);
        return phone;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<StreamPositionsRequest> started) {
        call = started;
    }

    private ClientCallStreamObserver<StreamPositionsRequest> call() {
        assertThat(call).isNotNull();
        return Objects.requireNonNull(call);
    }

    Phone send(StreamPositionsRequest.Builder... batches) {
        for (StreamPositionsRequest.Builder batch : batches) {
            call().onNext(batch.build());
        }
        return this;
    }

    /** Whether the line takes more, or holds the device back. */
    boolean isReady() {
        return call().isReady();
    }

    Phone hangUp() {
        call().onCompleted();
        return this;
    }

    void breakOff() {
        call().cancel("The line broke", null);
    }

    /** The next acknowledgement; fails if none comes. */
    StreamPositionsResponse acknowledgement() {
        try {
            StreamPositionsResponse next = acknowledgements.poll(30, TimeUnit.SECONDS);
            assertThat(next).as("an acknowledgement, end: %s", end).isNotNull();
            return Objects.requireNonNull(next);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What has come so far and was not taken. */
    List<StreamPositionsResponse> acknowledgements() {
        return new ArrayList<>(acknowledgements);
    }

    /** Waits for an end without error. */
    List<StreamPositionsResponse> end() {
        assertThat(end.orTimeout(30, TimeUnit.SECONDS).join()).isTrue();
        return acknowledgements();
    }

    /** Waits for an end with an error. */
    StatusRuntimeException failure() {
        Throwable failure =
                end.orTimeout(30, TimeUnit.SECONDS).handle((ok, t) -> t).join();
        assertThat(failure).isInstanceOf(StatusRuntimeException.class);
        return (StatusRuntimeException) failure;
    }

    @Override
    public void onNext(StreamPositionsResponse acknowledgement) {
        acknowledgements.add(acknowledgement);
    }

    @Override
    public void onError(Throwable failure) {
        end.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
        end.complete(true);
    }
}
