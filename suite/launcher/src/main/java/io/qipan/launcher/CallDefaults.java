package io.qipan.launcher;

import io.grpc.CallCredentials;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Gives every call that did not choose its own a deadline and credentials. A stream may run for a day. */
final class CallDefaults implements ClientInterceptor {

    private static final Duration STREAM_DEADLINE = Duration.ofDays(1);

    private final CallCredentials credentials;
    private final Duration deadline;

    CallDefaults(CallCredentials credentials, Duration deadline) {
        this.credentials = credentials;
        this.deadline = deadline;
    }

    @Override
    public <A, B> ClientCall<A, B> interceptCall(MethodDescriptor<A, B> method, CallOptions options, Channel next) {
        CallOptions complete = options;
        if (complete.getCredentials() == null) {
            complete = complete.withCallCredentials(credentials);
        }
        if (complete.getDeadline() == null) {
            Duration limit = method.getType() == MethodDescriptor.MethodType.UNARY ? deadline : STREAM_DEADLINE;
            complete = complete.withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS);
        }
        return next.newCall(method, complete);
    }
}
