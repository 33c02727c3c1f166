package io.qipan.dispatch.supervision.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What has come of a supervision order so far.
 *
 * @param late whether it was signed or answered late, ever
 * @param answered the last answer
 * @param returns how often an answer was returned
 * @param reason why it was returned last, or withdrawn; empty before
 */
public record Progress(
        Instant dueAt, boolean late, Optional<Act> signed, Optional<Answer> answered, int returns, String reason) {

    /** Who did something, and when. */
    public record Act(Instant at, String by) {}

    public record Answer(Instant at, String text) {}

    public static Progress none(Instant dueAt) {
        return new Progress(dueAt, false, Optional.empty(), Optional.empty(), 0, "");
    }

    Progress signed(Act act, boolean inTime) {
        return new Progress(dueAt, late || !inTime, Optional.of(act), answered, returns, reason);
    }

    Progress answered(Answer answer) {
        return new Progress(dueAt, late || answer.at().isAfter(dueAt), signed, Optional.of(answer), returns, reason);
    }

    Progress returned(String why, Instant nextDueAt) {
        return new Progress(nextDueAt, late, signed, answered, returns + 1, why);
    }

    Progress withdrawn(String why) {
        return new Progress(dueAt, late, signed, answered, returns, why);
    }
}
