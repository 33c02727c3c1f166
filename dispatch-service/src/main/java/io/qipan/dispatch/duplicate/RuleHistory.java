package io.qipan.dispatch.duplicate;

import io.qipan.dispatch.duplicate.model.DuplicateRule;
import io.qipan.dispatch.duplicate.model.DuplicateRules;
import java.time.Instant;

/** The rules of all times. Inside a unit of work only. */
interface RuleHistory {
    DuplicateRules at(Instant time);

    /** A rule of the same type and moment is replaced. */
    void put(DuplicateRule rule);
}
