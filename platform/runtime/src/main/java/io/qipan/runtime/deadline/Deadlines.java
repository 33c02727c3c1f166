package io.qipan.runtime.deadline;

import java.time.Instant;

/** What must happen later. Inside a unit of work only: a deadline is set or lifted together with the change that causes it. */
public interface Deadlines {

    /** Sets the deadline of this kind for this subject, in place of the one there may be. */
    void set(String kind, String subject, Instant dueAt);

    /** Sets the deadline of this kind for this subject, unless there is one that is due no later. */
    void bringForward(String kind, String subject, Instant dueAt);

    /** Lifts the deadline of this kind, if there is one. */
    void lift(String kind, String subject);

    /** Lifts every deadline of the subject. */
    void liftAll(String subject);
}
