package io.qipan.ecology.escalation.model;

import io.qipan.ecology.procedure.model.ClockKind;
import io.qipan.ecology.procedure.model.ClockSetting.Watcher;
import java.time.Instant;
import java.util.UUID;

/**
 * What has gone up to whom.
 *
 * @param caseNumber for people
 * @param clock its number in the case
 * @param dueAt when the clock had ended
 * @param watcher never the head of the agency, where the case is anyway
 */
public record Matter(UUID caseId, String caseNumber, int clock, ClockKind kind, Instant dueAt, Watcher watcher) {}
