package io.qipan.runtime.peer;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Deadline;
import io.grpc.MethodDescriptor;

/** Gives all calls the same deadline; an earlier one in the context goes first. */
final class DeadlineChannel extends Channel {
    private final Channel delegate;
    private final Deadline deadline;

    DeadlineChannel(Channel delegate, Deadline deadline) {
        this.delegate = delegate;
        this.deadline = deadline;
    }

    @Override
    public <A, B> ClientCall<A, B> newCall(MethodDescriptor<A, B> method, CallOptions options) {
        return delegate.newCall(method, options.withDeadline(deadline));
    }

    @Override
    public String authority() {
        return delegate.authority();
    }
}
