package io.qipan.runtime.journal;

import io.grpc.MethodDescriptor;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.AccessRules;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The kinds of resources that a service tells its journal of, and who may read each. The journal holds whole resources, so it
 * must not say more to anybody than the RPC that returns such a resource would.
 */
public final class JournaledKinds {
    private final SortedMap<String, Set<Role>> readers = new TreeMap<>();

    private JournaledKinds() {}

    /**
     * @param readingRpcs for each kind, by the first word of its resources' names, the RPC whose access rule holds: its Get, or
     *     what comes closest to one
     */
    public static JournaledKinds readBy(Map<String, MethodDescriptor<?, ?>> readingRpcs) {
        JournaledKinds kinds = new JournaledKinds();
        readingRpcs.forEach((kind, rpc) -> kinds.readers.put(kind, AccessRules.declaredFor(rpc)));
        return kinds;
    }

    /** The first word of a resource's name. */
    static String kindOf(String resource) {
        int end = resource.indexOf('/');
        return end < 0 ? resource : resource.substring(0, end);
    }

    /** The kinds that somebody asks for, all of which it must be allowed to read; or, asked for none, all that it may read. */
    SortedSet<String> select(Caller caller, Collection<String> wanted) {
        if (wanted.isEmpty()) {
            SortedSet<String> readable = new TreeSet<>(readers.keySet());
            readable.removeIf(kind -> !mayRead(caller, kind));
            if (readable.isEmpty()) {
                throw denied(caller, String.join(", ", readers.keySet())).asException();
            }
            return readable;
        }
        wanted.forEach(kind -> checkReadable(caller, kind));
        return new TreeSet<>(wanted);
    }

    /** Refuses a kind that the caller may not read, or that nobody has declared. */
    void checkReadable(Caller caller, String kind) {
        if (!mayRead(caller, kind)) {
            throw denied(caller, kind).asException();
        }
    }

    private boolean mayRead(Caller caller, String kind) {
        return !Collections.disjoint(readers.getOrDefault(kind, Set.of()), caller.roles());
    }

    private Refusal denied(Caller caller, String kind) {
        Set<Role> needed = readers.getOrDefault(kind, Set.of());
        return Refusal.of(
                        Reason.ACCESS_DENIED,
                        caller.subject() + " has the roles " + caller.roles() + " and may not read " + kind
                                + (needed.isEmpty() ? " here." : "; that needs one of " + needed + "."))
                .with("kind", kind);
    }
}
