package io.qipan.ecology.oversight.model;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of entries. */
public enum EntryKind {
    TARGETED_CASE("targetedCases", "targeted_case"),
    SUPERVISION_ORDER("supervisionOrders", "supervision_order"),
    CAMPAIGN("campaigns", "campaign"),
    JOINT_OPERATION("jointOperations", "joint_operation"),
    CONSULTATION("consultations", "consultation");

    private final String collection;
    private final String action;

    EntryKind(String collection, String action) {
        this.collection = collection;
        this.action = action;
    }

    /** The first word of its names. */
    public String collection() {
        return collection;
    }

    public String prefix() {
        return collection + "/";
    }

    /** What the journal calls a change of it, {@code campaign.concluded}. */
    public String action(String verb) {
        return action + "." + verb;
    }

    /** The kind of what has this name; empty if it is none of ours. */
    public static Optional<EntryKind> of(String name) {
        return Arrays.stream(values())
                .filter(kind -> name.startsWith(kind.prefix()))
                .findFirst();
    }
}
