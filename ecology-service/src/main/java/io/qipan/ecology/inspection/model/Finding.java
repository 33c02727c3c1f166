package io.qipan.ecology.inspection.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What an inspection found. Never changes.
 *
 * @param repeatOf the hazard before it with the same subject, template and item, {@code hazards/{uuid}}
 * @param transfer whether another authority answers for it, so that it is handed on in its time
 */
public record Finding(
        String inspection,
        String template,
        String item,
        Spot spot,
        String text,
        Instant foundAt,
        Optional<String> repeatOf,
        boolean drill,
        boolean transfer) {}
