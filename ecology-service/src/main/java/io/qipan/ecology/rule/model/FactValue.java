package io.qipan.ecology.rule.model;

/** What is known of a fact. */
public sealed interface FactValue {

    /** In the unit of the fact. */
    record Amount(double number) implements FactValue {}

    record Flag(boolean is) implements FactValue {}

    record Choice(String option) implements FactValue {}
}
