package io.qipan.ecology.casefile.model;

import java.util.Optional;

/**
 * To which agency a case belongs.
 *
 * @param agency {@code agencies/{code}}; empty if none is known
 * @param reason why it is this one although another is competent; empty if it is competent itself
 * @param designatedBy the common superior that has decided a dispute, {@code agencies/{code}}
 */
public record Belonging(Optional<String> agency, String reason, Optional<String> designatedBy) {
    public static final Belonging NONE = new Belonging(Optional.empty(), "", Optional.empty());

    /** To an agency that is competent. */
    public static Belonging to(String agency) {
        return new Belonging(Optional.of(agency), "", Optional.empty());
    }
}
