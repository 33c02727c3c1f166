package io.qipan.runtime.rpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.caller.RowScope;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets a caller through to the RPCs whose access rule, declared in the contract, names one of its roles. No rule:
 * nobody. Whoever the rule holds to rows of its own, or shared with it, must say by its token whose it is, and gets no
 * answer from a handler that has not asked for that.
 */
final class Authorization implements ServerInterceptor {
    private final Map<String, AccessRule> ruleByMethod = new ConcurrentHashMap<>();

    @Override
    public <A, B> ServerCall.Listener<A> interceptCall(
            ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
        MethodDescriptor<A, B> method = call.getMethodDescriptor();
        if (!Rpc.isOurs(method)) {
            return next.startCall(call, headers);
        }
        Caller caller = Caller.current();
        String name = method.getFullMethodName();
        AccessRule rule = ruleByMethod.computeIfAbsent(name, unknown -> AccessRules.ruleOf(method));
        if (rule.anyone()) {
            return next.startCall(call, headers);
        }
        Set<Role> admitting = rule.admitting(caller);
        if (admitting.isEmpty()) {
            return Rpc.refuse(
                    call,
                    denied(
                            name,
                            caller.subject() + " has the roles " + caller.roles() + "; " + name + " needs one of "
                                    + rule.allowed() + "."));
        }
        if (!rule.holdsToRows(caller, admitting)) {
            return next.startCall(call, headers);
        }
        if (!saysWhose(caller, admitting)) {
            return Rpc.refuse(
                    call,
                    denied(
                            name,
                            "The token of " + caller.subject() + " belongs to no agency or unit: " + name
                                    + " is for the rows of one. Have it name "
                                    + (admitting.contains(Role.AGENCY) ? "the agency in the claim of agencies" : "")
                                    + (admitting.size() > 1 ? ", or " : "")
                                    + (admitting.contains(Role.UNIT) ? "the unit in the claim of units" : "") + "."));
        }
        RowScope scope = new RowScope();
        return Contexts.interceptCall(
                Context.current().withValue(RowScope.KEY, scope), answeredInScope(call, scope), headers, next);
    }

    private static boolean saysWhose(Caller caller, Set<Role> admitting) {
        return admitting.contains(Role.AGENCY) && caller.agency().isPresent()
                || admitting.contains(Role.UNIT) && caller.unit().isPresent();
    }

    private static Refusal denied(String method, String why) {
        return Refusal.of(Reason.ACCESS_DENIED, why).with("method", method);
    }

    /** A forgotten check is a fault of ours: it ends the call without its answer, and is reported as every fault is. */
    private static <A, B> ServerCall<A, B> answeredInScope(ServerCall<A, B> call, RowScope scope) {
        return new SimpleForwardingServerCall<>(call) {
            private boolean withheld;

            @Override
            public void sendMessage(B message) {
                if (withheld) {
                    return;
                }
                if (scope.wasAskedFor()) {
                    super.sendMessage(message);
                    return;
                }
                withheld = true;
                super.close(
                        Status.INTERNAL.withDescription(
                                "The answer was made without asking whose rows the caller reaches"),
                        new Metadata());
            }

            @Override
            public void close(Status status, Metadata trailers) {
                if (!withheld) {
                    super.close(status, trailers);
                }
            }
        };
    }
}
