package io.qipan.dispatch.command.model;

import java.time.Instant;

/**
 * That a recipient has answered.
 *
 * @param by subject of a token
 * @param byVoice told over the radio and entered by the duty room
 */
public record Answer(String by, Instant at, boolean byVoice) {}
