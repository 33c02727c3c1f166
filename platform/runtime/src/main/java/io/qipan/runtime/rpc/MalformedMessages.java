package io.qipan.runtime.rpc;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;

/** Refuses bytes that are not the message of the method. Stands around the parser. */
final class MalformedMessages implements ServerInterceptor {

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        return new CheckedMessages<>(call, next.startCall(call, headers)) {
            @Override
            void check(A bytes) {
                try {
                    pass(bytes);
                } catch (StatusRuntimeException e) {
                    if (e.getStatus().getCause() instanceof InvalidProtocolBufferException cause) {
                        throw Refusal.of(
                                        Reason.MALFORMED_MESSAGE,
                                        "The bytes are not a message of "
                                                + call.getMethodDescriptor().getFullMethodName() + ": "
                                                + cause.getMessage())
                                .asException();
                    }
                    throw e;
                }
            }
        };
    }
}
