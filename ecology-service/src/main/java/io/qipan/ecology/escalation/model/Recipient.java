package io.qipan.ecology.escalation.model;

import java.util.Optional;

/**
 * Who has to see to something that has gone up.
 *
 * @param agency to whom it went, {@code agencies/{code}}; empty if no such agency is registered for the place
 * @param owner that agency; else the agency of the case, else the case's owner; never empty
 */
public record Recipient(Optional<String> agency, String owner) {}
