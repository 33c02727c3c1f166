package io.qipan.ecology.rule.model;

import java.util.List;

/**
 * How a rule is about an activity.
 *
 * @param onlyKinds narrower activities under which it would be, if the act was one of them; empty: it is about the activity
 */
public record Concern(Text because, List<Activity> onlyKinds) {

    public Concern {
        onlyKinds = List.copyOf(onlyKinds);
    }

    /** Whether the activity is a heading, and which of its kinds it was decides. */
    boolean hangsOnKind() {
        return !onlyKinds.isEmpty();
    }
}
