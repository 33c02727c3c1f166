package io.qipan.ecology.rule.model;

/** Whether an act lies in a place. */
public sealed interface Fit {

    record Inside(Text because) implements Fit {}

    /** It may lie in the place, and it may lie outside. */
    record Uncertain(Text because) implements Fit {}

    record Outside() implements Fit {}
}
