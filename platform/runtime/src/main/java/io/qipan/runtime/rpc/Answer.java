package io.qipan.runtime.rpc;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/** Serves requests, on virtual threads of their own, so that a use case may simply wait for what it reads. */
public final class Answer {

    /** Work that sends its answers itself. */
    @FunctionalInterface
    public interface Streaming {
        void run() throws InterruptedException;
    }

    private Answer() {}

    /** One answer, or the refusal that the work ends with. */
    public static <R> void unary(StreamObserver<R> observer, Supplier<R> work) {
        start(() -> answer(observer, work));
    }

    /**
     * The same for work that looks at memory only and is done in well under a millisecond: on the thread that the request came
     * on, which serves other connections too.
     */
    public static <R> void fromMemory(StreamObserver<R> observer, Supplier<R> work) {
        answer(observer, work);
    }

    private static <R> void answer(StreamObserver<R> observer, Supplier<R> work) {
        try {
            R answer = work.get();
            observer.onNext(answer);
            observer.onCompleted();
        } catch (Throwable t) {
            fail(observer, t);
        }
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
