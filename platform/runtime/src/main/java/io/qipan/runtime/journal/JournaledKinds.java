package io.qipan.runtime.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.grpc.MethodDescriptor;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.AccessRules;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The kinds of resources that a service tells its journal of, and who may read each. The journal holds whole resources, so it
 * must not say more to anybody than the RPC that returns such a resource would.
 */
public final class JournaledKinds {
    /** Roles that say nothing of which resources of a kind somebody may read: each has its own. */
    private static final Set<Role> OF_OWN_ROWS = Set.of(Role.UNIT, Role.AGENCY);

    private final SortedMap<String, Set<Role>> readers = new TreeMap<>();

    private final Map<String, Function<byte[], String>> units = new HashMap<>();

    private final Map<String, Function<byte[], String>> agencies = new HashMap<>();

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

    /** All kinds that the service has. */
    public SortedSet<String> all() {
        return new TreeSet<>(readers.keySet());
    }

    /**
     * Has units watch their own resources of a kind. Whoever may read a kind as {@link Role#UNIT} only watches none of it without
     * this: which of its resources are the caller's own, the access rule does not say.
     *
     * @param unit whose it is, as {@code units/{id}}
     */
    public <M extends Message> JournaledKinds watchedByUnits(String kind, Parser<M> state, Function<M, String> unit) {
        units.put(kind, owner(kind, state, unit));
        return this;
    }

    /**
     * The same for other agencies, whose role says as little.
     *
     * @param agency whose it is, as {@code agencies/{code}}
     */
    public <M extends Message> JournaledKinds watchedByAgencies(
            String kind, Parser<M> state, Function<M, String> agency) {
        agencies.put(kind, owner(kind, state, agency));
        return this;
    }

    private static <M extends Message> Function<byte[], String> owner(
            String kind, Parser<M> state, Function<M, String> owner) {
        return bytes -> {
            try {
                return owner.apply(state.parseFrom(bytes));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("The journal holds a state of " + kind + " that cannot be read", e);
            }
        };
    }

    /** The first word of a resource's name. */
    public static String kindOf(String resource) {
        int end = resource.indexOf('/');
        return end < 0 ? resource : resource.substring(0, end);
    }

    /** The kinds that somebody asks for, all of which it must be allowed to read; or, asked for none, all that it may read. */
    public SortedSet<String> select(Caller caller, Collection<String> wanted) {
        if (wanted.isEmpty()) {
            SortedSet<String> readable = new TreeSet<>(readers.keySet());
            readable.removeIf(kind -> !mayWatch(caller, kind));
            if (readable.isEmpty()) {
                throw denied(caller, String.join(", ", readers.keySet())).asException();
            }
            return readable;
        }
        wanted.forEach(kind -> checkWatchable(caller, kind));
        return new TreeSet<>(wanted);
    }

    /** Refuses a kind that the caller may not read, or that nobody has declared. */
    void checkReadable(Caller caller, String kind) {
        if (!mayRead(caller, kind)) {
            throw denied(caller, kind).asException();
        }
    }

    /** Refuses a kind of which the caller may not even watch its own resources, or that nobody has declared. */
    void checkWatchable(Caller caller, String kind) {
        if (!mayWatch(caller, kind)) {
            throw denied(caller, kind).asException();
        }
    }

    /** Which changes of a kind are the caller's own, if it watches no others. */
    Optional<Predicate<Sealed>> ownRows(Caller caller, String kind) {
        if (mayRead(caller, kind)) {
            return Optional.empty();
        }
        return own(caller, kind, Role.UNIT, units, caller.unit())
                .or(() -> own(caller, kind, Role.AGENCY, agencies, caller.agency()));
    }

    /** Whether the caller watches its own of a kind as another agency, and not as one of ours. */
    boolean isOfAgency(Caller caller, String kind) {
        return !mayRead(caller, kind)
                && own(caller, kind, Role.UNIT, units, caller.unit()).isEmpty()
                && own(caller, kind, Role.AGENCY, agencies, caller.agency()).isPresent();
    }

    private Optional<Predicate<Sealed>> own(
            Caller caller,
            String kind,
            Role role,
            Map<String, Function<byte[], String>> owners,
            Optional<String> name) {
        Function<byte[], String> owner = owners.get(kind);
        boolean declared = readers.getOrDefault(kind, Set.of()).contains(role);
        return owner == null || !declared || !caller.hasAny(role)
                ? Optional.empty()
                : name.map(own -> change -> own.equals(change.owner(owner)));
    }

    private boolean mayWatch(Caller caller, String kind) {
        return mayRead(caller, kind) || ownRows(caller, kind).isPresent();
    }

    /** Whether it may read all of a kind. The roles of units and agencies say nothing here: they read their own. */
    public boolean mayRead(Caller caller, String kind) {
        return readers.getOrDefault(kind, Set.of()).stream()
                .anyMatch(role -> !OF_OWN_ROWS.contains(role) && caller.hasAny(role));
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
