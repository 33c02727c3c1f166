package io.qipan.runtime.rpc;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets a caller through to the RPCs whose access rule, declared in the contract, names one of its roles. No rule: nobody. */
final class Authorization implements ServerInterceptor {
    private final Map<String, Set<Role>> allowedByMethod = new ConcurrentHashMap<>();

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        MethodDescriptor<A, B> method = call.getMethodDescriptor();
        if (!Rpc.isOurs(method)) {
            return next.startCall(call, headers);
        }
        Caller caller = Caller.current();
        Set<Role> allowed =
                allowedByMethod.computeIfAbsent(method.getFullMethodName(), name -> AccessRules.declaredFor(method));
        if (Collections.disjoint(allowed, caller.roles()) && !AccessRules.isForAnyone(method)) {
            return Rpc.refuse(
                    call,
                    Refusal.of(
                                    Reason.ACCESS_DENIED,
                                    caller.subject() + " has the roles " + caller.roles() + "; "
                                            + method.getFullMethodName() + " needs one of " + allowed + ".")
                            .with("method", method.getFullMethodName()));
        }
        return next.startCall(call, headers);
    }
}
