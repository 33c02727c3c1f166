package io.qipan.runtime.peer;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import java.util.concurrent.TimeUnit;

/** Gives each call a deadline of its own; an earlier one in the context goes first. */
final class DeadlineChannel extends Channel {
    private final Channel delegate;
    private final long deadlineMs;

    DeadlineChannel(Channel delegate, long deadlineMs) {
        this.delegate = delegate;
        this.deadlineMs = deadlineMs;
    }

    @Override
    public <A, B> ClientCall<A, B> newCall(MethodDescriptor<A, B> method, CallOptions options) {
        return delegate.newCall(method, options.withDeadlineAfter(deadlineMs, TimeUnit.MILLISECONDS));
    }

    @Override
    public String authority() {
        return delegate.authority();
    }
}
