package io.qipan.patrol.season.model;

import io.qipan.patrol.unit.model.Medium;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a duty officer says of media, against the calendar.
 *
 * @param place {@code gridFeatures/...}; the whole city if there is none
 * @param from included
 * @param until excluded; until it is revoked if there is none
 */
public record Declaration(
        UUID id,
        long version,
        Set<Medium> media,
        Passage passage,
        Optional<String> place,
        Instant from,
        Optional<Instant> until,
        String reason,
        String declaredBy,
        Instant declaredAt,
        State state) {

    public Declaration {
        media = Set.copyOf(media);
    }

    /** Nothing leads back from revoked. */
    public sealed interface State {}

    public record Standing() implements State {}

    public record Revoked(Instant at, String by, String reason) implements State {}

    public static String name(UUID id) {
        return "mediumDeclarations/" + id;
    }

    public String name() {
        return name(id);
    }

    public String etag() {
        return Long.toString(version);
    }

    public Decision<Declaration> revoke(String etag, Revoked end) {
        if (!etag.equals(etag())) {
            return Decision.refuse(Refusal.staleEtag(name(), etag, etag()));
        }
        return switch (state) {
            case Revoked _ -> Decision.refuse(Refusal.illegalTransition(name(), "revoked", "be revoked"));
            case Standing _ ->
                Decision.grant(new Declaration(
                        id, version + 1, media, passage, place, from, until, reason, declaredBy, declaredAt, end));
        };
    }

    boolean applies(Medium medium, Set<String> features, Instant at) {
        return state instanceof Standing
                && media.contains(medium)
                && place.map(features::contains).orElse(true)
                && !at.isBefore(from)
                && until.map(at::isBefore).orElse(true);
    }
}
