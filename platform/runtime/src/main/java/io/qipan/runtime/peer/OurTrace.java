package io.qipan.runtime.peer;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.qipan.runtime.rpc.Tracing;

/** Passes the trace of the request being served on to the service behind. */
final class OurTrace implements ClientInterceptor {

    @Override
    public <A, B> ClientCall<A, B> interceptCall(MethodDescriptor<A, B> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<B> listener, Metadata headers) {
                Tracing.traceparent().ifPresent(value -> headers.put(Tracing.TRACEPARENT, value));
                super.start(listener, headers);
            }
        };
    }
}
