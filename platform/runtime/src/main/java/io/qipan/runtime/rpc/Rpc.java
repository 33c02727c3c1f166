package io.qipan.runtime.rpc;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.qipan.runtime.refusal.Refusal;

/** How every service of the suite is bound to the wire. */
public final class Rpc {

    private Rpc() {}

    /**
     * Puts the checks that need the message around a service: it can be parsed, and its fields keep the rules of the contract.
     * Messages pass the transport as bytes, because a transport that cannot parse one answers by itself and without a reason.
     */
    public static ServerServiceDefinition bind(ServerServiceDefinition service) {
        ServerServiceDefinition validated = ServerInterceptors.intercept(service, FieldValidation.of(service));
        return ServerInterceptors.intercept(
                ServerInterceptors.useMarshalledMessages(validated, RawMessage.MARSHALLER), new MalformedMessages());
    }

    /** Whether a method belongs to the suite's own contracts; others are gRPC's health and reflection. */
    static boolean isOurs(MethodDescriptor<?, ?> method) {
        return method.getFullMethodName().startsWith("qipan.");
    }

    /** Ends a call before its handler sees it. */
    static <A> ServerCall.Listener<A> refuse(ServerCall<A, ?> call, Refusal refusal) {
        close(call, Statuses.of(refusal));
        return new ServerCall.Listener<>() {};
    }

    static void close(ServerCall<?, ?> call, StatusRuntimeException status) {
        Metadata trailers = status.getTrailers();
        call.close(status.getStatus(), trailers == null ? new Metadata() : trailers);
    }
}
