package io.qipan.runtime.rpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.TokenVerifier;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.RefusedException;

/** Finds out who is asking, by the bearer token in {@code authorization}. */
final class Authentication implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String BEARER = "Bearer ";

    private final TokenVerifier verifier;

    Authentication(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        if (!Rpc.isOurs(call.getMethodDescriptor())) {
            return next.startCall(call, headers);
        }
        String header = headers.get(AUTHORIZATION);
        if (header == null || !header.startsWith(BEARER)) {
            return Rpc.refuse(
                    call,
                    Refusal.of(
                            Reason.TOKEN_INVALID,
                            "Send a token: 'authorization: Bearer <token>'. Nobody is anonymous."));
        }
        Caller caller;
        try {
            caller = verifier.verify(header.substring(BEARER.length()));
        } catch (RefusedException e) {
            return Rpc.refuse(call, e.refusal());
        }
        return Contexts.interceptCall(Context.current().withValue(Caller.KEY, caller), call, headers, next);
    }
}
