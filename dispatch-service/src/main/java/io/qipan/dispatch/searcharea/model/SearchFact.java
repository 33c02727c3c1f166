package io.qipan.dispatch.searcharea.model;

import io.qipan.runtime.place.Location.Source;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that was told of a place. Never changed but by its revocation.
 *
 * @param number within its search area, from 1
 * @param saidBy in words; may be empty
 * @param reason why it narrows the search
 * @param toldBy subject of the token of who told it
 */
public record SearchFact(
        int number,
        Extent extent,
        Claim claim,
        Source source,
        String saidBy,
        Instant saidAt,
        String reason,
        String toldBy,
        Instant toldAt,
        Narrowing narrowing,
        Optional<Revocation> revocation) {

    /** What the ground that holds 80 % was before something was told, and after it, in square metres. */
    public record Narrowing(double beforeM2, double afterM2) {
        public static final Narrowing NONE = new Narrowing(0, 0);
    }

    public record Revocation(Instant at, String by, String reason, Narrowing narrowing) {}

    public boolean isLive() {
        return revocation.isEmpty();
    }

    /** Whether it was told by then, and not revoked. */
    boolean countsAt(Instant at) {
        return !toldAt.isAfter(at)
                && revocation.map(revoked -> revoked.at().isAfter(at)).orElse(true);
    }

    SearchFact numbered(int next) {
        return with(next, narrowing, revocation);
    }

    SearchFact narrowing(Narrowing told) {
        return with(number, told, revocation);
    }

    SearchFact revoked(Revocation why) {
        return with(number, narrowing, Optional.of(why));
    }

    private SearchFact with(int nextNumber, Narrowing nextNarrowing, Optional<Revocation> nextRevocation) {
        return new SearchFact(
                nextNumber,
                extent,
                claim,
                source,
                saidBy,
                saidAt,
                reason,
                toldBy,
                toldAt,
                nextNarrowing,
                nextRevocation);
    }
}
