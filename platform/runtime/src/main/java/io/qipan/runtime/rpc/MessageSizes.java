package io.qipan.runtime.rpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;

/** Refuses messages that are larger than we take, with a reason, which the transport has not got. */
final class MessageSizes implements ServerInterceptor {
    private final int most;

    /** @param most bytes, uncompressed */
    MessageSizes(int most) {
        this.most = most;
    }

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        return new CheckedMessages<>(call, next.startCall(call, headers)) {
            @Override
            void check(A message) {
                if (message instanceof RawMessage raw && raw.size() > most) {
                    throw tooLarge(most).asException();
                }
                pass(message);
            }
        };
    }

    static Refusal tooLarge(int most) {
        return Refusal.of(
                        Reason.MALFORMED_MESSAGE, "The message is larger than " + most + " bytes. Send less at a time.")
                .with("limit", Integer.toString(most));
    }
}
