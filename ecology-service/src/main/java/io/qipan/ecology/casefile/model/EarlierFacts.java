package io.qipan.ecology.casefile.model;

import io.qipan.ecology.rule.model.Evaluation;
import java.time.Instant;

/**
 * What a case was about until other facts were told, and what the law said to that.
 *
 * @param replacedBy who has told the others; empty if another opening of the case did
 * @param reason why; empty if another opening of the case did
 */
public record EarlierFacts(Facts facts, Evaluation law, Instant replacedAt, String replacedBy, String reason) {}
