package io.qipan.ecology.clue.model;

import java.util.UUID;

/** What is done with a clue. */
public sealed interface Disposition {

    /** @param name {@code cases/{uuid}} */
    record ToCase(String name) implements Disposition {}

    /** Somebody goes there; what becomes of it is told by the clue's {@link LinkedIncident}. */
    record ToIncident() implements Disposition {}

    /** An earlier clue tells of the same. */
    record MergedInto(UUID clue) implements Disposition {}

    /** @param agency {@code agencies/{code}} */
    record HandedTo(String agency) implements Disposition {}

    record NotEnough() implements Disposition {}
}
