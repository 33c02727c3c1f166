package io.qipan.ecology.rule.model;

/** Where a rule holds. */
public sealed interface Place permits NamedWaters, AnyFisheryWater {

    Fit fit(Act act);

    /** In words. */
    Text text();
}
