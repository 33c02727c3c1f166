package io.qipan.runtime.rpc;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/** Serves a request on a virtual thread of its own, so that a use case may simply wait for what it reads. */
public final class Answer {

    /** Work that sends its answers itself. */
    @FunctionalInterface
    public interface Streaming {
        void run() throws InterruptedException;
    }

    private Answer() {}

    /** One answer, or the refusal that the work ends with. */
    public static <R> void unary(StreamObserver<R> observer, Supplier<R> work) {
        start(() -> {
            try {
                R answer = work.get();
                observer.onNext(answer);
                observer.onCompleted();
            } catch (Throwable t) {
                fail(observer, t);
            }
        });
    }

    /** Answers as long as the work runs. */
    public static <R> void stream(ServerCallStreamObserver<R> observer, Streaming work) {
        start(() -> {
            try {
                work.run();
                if (!observer.isCancelled()) {
                    observer.onCompleted();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Throwable t) {
                fail(observer, t);
            }
        });
    }

    private static void start(Runnable work) {
        Thread.startVirtualThread(Context.current().wrap(() -> {
            Tracing.nameInLog();
            work.run();
        }));
    }

    private static void fail(StreamObserver<?> observer, Throwable failure) {
        StatusRuntimeException status = Statuses.of(failure);
        try {
            observer.onError(status);
        } catch (StatusRuntimeException e) {
            // The caller is gone: it has its status already.
            if (e.getStatus().getCode() != Status.Code.CANCELLED) {
                throw e;
            }
        }
    }
}
