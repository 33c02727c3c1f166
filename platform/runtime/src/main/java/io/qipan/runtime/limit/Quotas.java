package io.qipan.runtime.limit;

import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import java.util.List;
import java.util.Set;

/**
 * Who may take how much.
 *
 * @param caller each of the operating authority's own callers, and each one of an agency
 * @param agency all callers of another agency together
 * @param network all callers without a token of one network together
 * @param bulkCallers subjects that speak for many, such as a gateway or an import: they have no share of their own to keep within
 */
public record Quotas(Quota caller, Quota agency, Quota network, Set<String> bulkCallers) {

    /** Client libraries ask for health once for each connection, and many of them may share an address. */
    private static final Quota PROBES = new Quota(100, 64, 256);

    /** Who has the role of an agency and names none shares with all of that kind. */
    private static final String NAMELESS = "agencies/";

    public Quotas {
        bulkCallers = Set.copyOf(bulkCallers);
    }

    /** What a call of this one is counted against: the narrowest first, so that who floods does not use up what others share. */
    public List<Share> of(Caller who) {
        if (who.isAnonymous()) {
            return List.of(new Share(Share.Of.NETWORK, who.subject(), network));
        }
        if (who.isOutsider()) {
            return List.of(
                    new Share(Share.Of.CALLER, who.subject(), caller),
                    new Share(Share.Of.AGENCY, who.agency().orElse(NAMELESS), agency));
        }
        boolean unbounded = who.hasAny(Role.SERVICE) || bulkCallers.contains(who.subject());
        return unbounded ? List.of() : List.of(new Share(Share.Of.CALLER, who.subject(), caller));
    }

    /** The same for health and reflection, which ask for no token. */
    public static List<Share> ofProbes(String network) {
        return List.of(new Share(Share.Of.PROBE, network, PROBES));
    }
}
