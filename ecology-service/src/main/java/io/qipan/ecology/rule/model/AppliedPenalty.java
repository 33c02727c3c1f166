package io.qipan.ecology.rule.model;

import java.util.Optional;

/**
 * A penalty of a rule that applies.
 *
 * @param condition on which facts; its texts are empty if on none
 * @param yuan the fine; empty if there is none or it hangs on a fact that is not known
 * @param uncertain it hangs on facts that are not known
 */
public record AppliedPenalty(Text text, Text condition, Optional<Penalty.Range> yuan, boolean uncertain) {}
