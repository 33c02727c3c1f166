package io.qipan.ecology.procedure.model;

import java.time.Instant;

/**
 * Where a case comes from.
 *
 * @param actAt when the act was done, or began
 * @param openedAt when the case was opened
 * @param byPolice whether it belongs to police
 */
public record CaseOrigin(Instant actAt, Instant openedAt, boolean byPolice) {}
