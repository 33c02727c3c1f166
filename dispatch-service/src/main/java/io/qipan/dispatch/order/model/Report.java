package io.qipan.dispatch.order.model;

import java.time.Instant;

/**
 * That something happened, as somebody tells it.
 *
 * @param by subject of a token, or {@code system:} and a name
 * @param byVoice told over the radio and entered by an operator
 */
public record Report(Instant occurredAt, Instant recordedAt, String by, boolean byVoice) {}
