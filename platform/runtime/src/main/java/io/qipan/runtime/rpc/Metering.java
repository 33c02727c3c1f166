package io.qipan.runtime.rpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Times every call by method, status and reason: {@code qipan_rpc_seconds}. */
final class Metering implements ServerInterceptor {
    private final MeterRegistry registry;

    Metering(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        Timer.Sample sample = Timer.start(registry);
        return next.startCall(
                new SimpleForwardingServerCall<>(call) {
                    @Override
                    public void close(Status status, Metadata trailers) {
                        String reason = status.isOk() ? "" : Statuses.reason(status, trailers);
                        sample.stop(registry.timer(
                                "qipan.rpc",
                                "method",
                                call.getMethodDescriptor().getFullMethodName(),
                                "code",
                                status.getCode().name(),
                                "reason",
                                reason));
                        super.close(status, trailers);
                    }
                },
                headers);
    }
}
