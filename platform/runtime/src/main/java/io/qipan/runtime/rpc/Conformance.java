package io.qipan.runtime.rpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that every status other than OK carries an {@code ErrorInfo}. One that does not is replaced, and reported: in
 * tests a report fails the test, in production it is counted.
 */
final class Conformance implements ServerInterceptor {
    private final BiConsumer<String, Status> report;

    Conformance(BiConsumer<String, Status> report) {
        this.report = report;
    }

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        return next.startCall(
                new SimpleForwardingServerCall<>(call) {
                    @Override
                    public void close(Status status, Metadata trailers) {
                        if (status.isOk() || !Statuses.reason(status, trailers).isEmpty()) {
                            super.close(status, trailers);
                            return;
                        }
                        report.accept(call.getMethodDescriptor().getFullMethodName(), status);
                        StatusRuntimeException replacement = Statuses.reasoned(
                                status, call.getMethodDescriptor().getFullMethodName());
                        super.close(replacement.getStatus(), orEmpty(replacement.getTrailers()));
                    }
                },
                headers);
    }

    private static Metadata orEmpty(@Nullable Metadata trailers) {
        return trailers == null ? new Metadata() : trailers;
    }
}
