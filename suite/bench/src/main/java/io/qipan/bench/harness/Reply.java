package io.qipan.bench.harness;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;

/** The one answer of a unary call. */
public final class Reply<T> implements StreamObserver<T> {

    private final CompletableFuture<T> message = new CompletableFuture<>();

    public CompletableFuture<T> message() {
        return message;
    }

    @Override
    public void onNext(T value) {
        message.complete(value);
    }

    @Override
    public void onError(Throwable failure) {
        message.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
        message.completeExceptionally(new IllegalStateException("The call ended without an answer"));
    }
}
