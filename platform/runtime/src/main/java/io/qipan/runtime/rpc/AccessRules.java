package io.qipan.runtime.rpc;

import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.qipan.proto.common.v1.Access;
import io.qipan.proto.common.v1.AccessOuterClass;
import io.qipan.runtime.caller.Role;
import java.util.Set;
import java.util.stream.Collectors;

/** Who may call an RPC, and whose rows it reaches, as its contract declares it. */
public final class AccessRules {

    private AccessRules() {}

    /** The roles of which a caller needs one. No rule: nobody. */
    public static Set<Role> declaredFor(MethodDescriptor<?, ?> method) {
        return access(method).getAllowList().stream()
                .map(role -> Role.valueOf(role.name()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it may be called without a token. No rule: it may not. */
    static boolean isForAnyone(MethodDescriptor<?, ?> method) {
        return access(method).getAnyone();
    }

    static AccessRule ruleOf(MethodDescriptor<?, ?> method) {
        Access access = access(method);
        return new AccessRule(declaredFor(method), access.getAnyone(), access.getAgencies(), access.getUnits());
    }

    private static Access access(MethodDescriptor<?, ?> method) {
        return method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier supplier
                ? supplier.getMethodDescriptor().getOptions().getExtension(AccessOuterClass.access)
                : Access.getDefaultInstance();
    }
}
