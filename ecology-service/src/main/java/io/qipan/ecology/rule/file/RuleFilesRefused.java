package io.qipan.ecology.rule.file;

import java.util.List;

/** The rule files cannot be used, and the service does not start with a part of the law. Names every fault. */
public final class RuleFilesRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> faults;

    RuleFilesRefused(List<String> faults) {
        super("The rule files have " + faults.size() + " fault(s), none of them is used:\n  "
                + String.join("\n  ", faults));
        this.faults = List.copyOf(faults);
    }

    public List<String> faults() {
        return faults;
    }
}
