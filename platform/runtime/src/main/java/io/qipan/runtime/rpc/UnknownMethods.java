package io.qipan.runtime.rpc;

import io.grpc.HandlerRegistry;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerMethodDefinition;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Refuses calls to methods that nobody serves. The server would answer by itself, and without a reason. */
public final class UnknownMethods extends HandlerRegistry {

    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
        MethodDescriptor<RawMessage, RawMessage> method = MethodDescriptor.newBuilder(
                        RawMessage.MARSHALLER, RawMessage.MARSHALLER)
                .setType(MethodType.UNKNOWN)
                .setFullMethodName(name)
                .build();
        return ServerMethodDefinition.create(method, (call, headers) -> Rpc.refuse(call, refusal(name)));
    }

    public static Refusal refusal(String method) {
        return Refusal.of(Reason.METHOD_UNKNOWN, "There is no method " + method + " here. See server reflection.")
                .with("method", method);
    }
}
