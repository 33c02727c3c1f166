package io.qipan.ecology.chief.model;

import java.util.Optional;

/**
 * A jurisdiction as some revisions in a row had it.
 *
 * @param fromRevision the first that has it
 * @param toRevision the first that does not have it like this any more
 */
public record JurisdictionVersion(Jurisdiction jurisdiction, long fromRevision, Optional<Long> toRevision) {}
