package io.qipan.runtime.rpc;

import io.qipan.proto.common.v1.Scope;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the contract says of one RPC.
 *
 * @param agencies whose rows it reaches for {@link Role#AGENCY}
 * @param units whose rows it reaches for {@link Role#UNIT}
 */
record AccessRule(Set<Role> allowed, boolean anyone, Scope agencies, Scope units) {

    AccessRule {
        // A rule that leaves out what agencies reach is none.
        allowed = agencies == Scope.SCOPE_UNSPECIFIED ? Set.of() : Set.copyOf(allowed);
        anyone = anyone && agencies != Scope.SCOPE_UNSPECIFIED;
    }

    /** Those of a caller's roles that let it through. */
    Set<Role> admitting(Caller caller) {
        return caller.roles().stream()
                .filter(allowed::contains)
                .filter(role -> reachedBy(role) != Scope.NO_ROWS && reachedBy(role) != Scope.SCOPE_UNSPECIFIED)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether a caller reaches by these roles of its only some rows, which the handler has to choose by its claims.
     * Whoever has another role at a desk as well may act for any unit. The role AGENCY alone admits to rows of an agency
     * only, whatever other roles there are that this RPC does not ask for.
     */
    boolean holdsToRows(Caller caller, Set<Role> admitting) {
        return !admitting.isEmpty() && admitting.stream().allMatch(role -> isHeld(caller, role));
    }

    private boolean isHeld(Caller caller, Role role) {
        Scope scope = reachedBy(role);
        boolean someRows = scope == Scope.OWN_ROWS || scope == Scope.SHARED_ROWS;
        return someRows && (role == Role.AGENCY || !caller.maySpeakForUnits());
    }

    private Scope reachedBy(Role role) {
        return switch (role) {
            case AGENCY -> agencies;
            case UNIT -> units;
            case CALL_TAKER, DISPATCHER, COMMANDER, ECOLOGY_OFFICER, ENGINEER, SERVICE, GATEWAY -> Scope.ALL_ROWS;
        };
    }
}
