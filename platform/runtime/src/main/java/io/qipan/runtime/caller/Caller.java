package io.qipan.runtime.caller;

import io.grpc.Context;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Who is asking, as proved by a token.
 *
 * @param unit the unit that the caller speaks for, as {@code units/{id}}
 * @param agency the agency outside of the operating authority that the caller belongs to, as {@code agencies/{code}}
 * @param expiresAt as its token says; see {@link #hasExpired}
 */
public record Caller(
        String subject, Set<Role> roles, Optional<String> unit, Optional<String> agency, Instant expiresAt) {

    public static final Context.Key<Caller> KEY = Context.key("caller");

    /** How far the clock of whoever issues tokens may be from ours, either way. */
    static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    /** No token may name a subject that begins so. */
    static final String ANYONE = "anyone:";

    /** Whoever comes from another agency has no other role than {@link Role#AGENCY}, whatever else its token says. */
    public Caller {
        roles = agency.isPresent() ? (roles.contains(Role.AGENCY) ? Set.of(Role.AGENCY) : Set.of()) : Set.copyOf(roles);
    }

    /** Of the operating authority itself. */
    public Caller(String subject, Set<Role> roles, Optional<String> unit, Instant expiresAt) {
        this(subject, roles, unit, Optional.empty(), expiresAt);
    }

    /** Somebody without a token, at an address of the network: has no role, and is nobody that a record could name. */
    public static Caller withoutToken(String address) {
        return new Caller(ANYONE + address, Set.of(), Optional.empty(), Instant.MAX);
    }

    /** Whoever reads it has asked whose rows the caller reaches. */
    @Override
    public Optional<String> unit() {
        RowScope.ask();
        return unit;
    }

    /** The same as of {@link #unit}. */
    @Override
    public Optional<String> agency() {
        RowScope.ask();
        return agency;
    }

    /** Whether its token holds no more, by a clock that may be ahead of the issuer's. */
    public boolean hasExpired(Instant now) {
        return !now.minus(CLOCK_SKEW).isBefore(expiresAt);
    }

    /** Whether it has shown no token. */
    public boolean isAnonymous() {
        return subject.startsWith(ANYONE);
    }

    /**
     * Whether it is not of the operating authority; who has the role of an agency alone is not, though it names none.
     */
    public boolean isOutsider() {
        return isAnonymous() || agency.isPresent() || roles.equals(Set.of(Role.AGENCY));
    }

    /** The caller of the RPC being served. Only behind the authentication interceptor. */
    public static Caller current() {
        Caller caller = KEY.get();
        if (caller == null) {
            throw new IllegalStateException("No caller: this code runs outside of an authenticated RPC");
        }
        return caller;
    }

    public boolean hasAny(Role... wanted) {
        for (Role role : wanted) {
            if (roles.contains(role)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it has a role that may act for any unit. */
    public boolean maySpeakForUnits() {
        return hasAny(Role.DISPATCHER, Role.COMMANDER, Role.SERVICE);
    }

    /** Refuses a caller that has no other role than {@link Role#UNIT} and speaks for another unit. */
    public void mayActFor(String unitName) {
        boolean onlyUnit = roles.contains(Role.UNIT) && !maySpeakForUnits();
        if (onlyUnit && !unit().equals(Optional.of(unitName))) {
            throw Refusal.of(
                            Reason.ACCESS_DENIED,
                            subject + " speaks for " + unit.orElse("no unit") + " and cannot act for " + unitName + ".")
                    .with("unit", unitName)
                    .asException();
        }
    }
}
