package io.qipan.runtime.rpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Origin;
import io.qipan.runtime.caller.Proof;
import io.qipan.runtime.caller.TokenVerifier;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.RefusedException;
import java.util.Optional;

/**
 * Finds out who is asking: by the bearer token in {@code authorization}, or, for a service that sends none, by the certificate
 * of its connection.
 */
final class Authentication implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String BEARER = "Bearer ";

    private final TokenVerifier verifier;
    private final TrustedProxies proxies;

    Authentication(TokenVerifier verifier, TrustedProxies proxies) {
        this.verifier = verifier;
        this.proxies = proxies;
    }

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        if (!Rpc.isOurs(call.getMethodDescriptor())) {
            return next.startCall(call, headers);
        }
        String header = headers.get(AUTHORIZATION);
        Optional<Caller> service = header == null ? Origins.service(call.getAttributes()) : Optional.empty();
        if (service.isPresent()) {
            return proceed(service.get(), Proof.OF_CONNECTION, call, headers, next);
        }
        if (header == null && AccessRules.isForAnyone(call.getMethodDescriptor())) {
            String network = Origins.network(call.getAttributes(), headers, proxies);
            return proceed(Caller.withoutToken(network), Proof.OF_CONNECTION, call, headers, next);
        }
        if (header == null || !header.startsWith(BEARER)) {
            return Rpc.refuse(call, Refusal.of(Reason.TOKEN_INVALID, "Send a token: 'authorization: Bearer <token>'."));
        }
        String token = header.substring(BEARER.length());
        Caller caller;
        try {
            caller = verifier.verify(token);
        } catch (RefusedException e) {
            return Rpc.refuse(call, e.refusal());
        }
        Proof proof = () -> {
            Caller ignored = verifier.verify(token);
        };
        return proceed(caller, proof, call, headers, next);
    }

    private <A, B> ServerCall.Listener<A> proceed(
            Caller caller, Proof proof, ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        Context known = Context.current()
                .withValues(
                        Caller.KEY,
                        caller,
                        Proof.KEY,
                        proof,
                        Origin.KEY,
                        Origins.of(call.getAttributes(), headers, proxies, caller));
        return Contexts.interceptCall(known, call, headers, next);
    }
}
