package io.qipan.ecology.rule.model;

import java.util.Optional;

/** A penalty with all that can be said of it before an act is known. */
final class WordedPenalty {
    private final Penalty penalty;
    private final AppliedPenalty certain;
    private final AppliedPenalty uncertain;
    private final Text change;

    WordedPenalty(Penalty penalty) {
        Text condition = penalty.when().text();
        this.penalty = penalty;
        this.certain = new AppliedPenalty(penalty.text(), condition, penalty.yuan(Facts.NONE), false);
        this.uncertain = new AppliedPenalty(penalty.text(), condition, penalty.yuan(Facts.NONE), true);
        this.change = new Text(
                "penalty: " + penalty.text().en() + (condition.en().isEmpty() ? "" : ", if " + condition.en()),
                "处罚：" + penalty.text().zh() + (condition.zh().isEmpty() ? "" : "，条件为" + condition.zh()));
    }

    Penalty penalty() {
        return penalty;
    }

    /** What hangs on a fact that decides it. */
    Text change() {
        return change;
    }

    /** By the facts; empty if it is not threatened. */
    Optional<AppliedPenalty> threatened(Facts facts, Finding finding) {
        if (finding.is(Truth.NO)) {
            return Optional.empty();
        }
        boolean unsure = finding.is(Truth.UNKNOWN) || penalty.amountUnknown(facts);
        AppliedPenalty prepared = unsure ? uncertain : certain;
        return Optional.of(
                penalty.fine() instanceof Penalty.Fine.Times
                        ? new AppliedPenalty(prepared.text(), prepared.condition(), penalty.yuan(facts), unsure)
                        : prepared);
    }
}
