package io.qipan.ecology.rule.file;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with the files, gathered so that a reviewer sees all of it at once. */
final class Faults {
    private final List<String> found = new ArrayList<>();

    void add(String where, String what) {
        found.add(where + ": " + what);
    }

    void refuseIfAny() {
        if (!found.isEmpty()) {
            throw new RuleFilesRefused(found);
        }
    }
}
