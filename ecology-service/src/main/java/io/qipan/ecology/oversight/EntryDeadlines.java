package io.qipan.ecology.oversight;

import io.qipan.ecology.oversight.model.Entry;
import io.qipan.runtime.deadline.Deadlines;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** The durable deadline behind what has to be done next: one for each entry in which something waits. */
@Singleton
public class EntryDeadlines {
    static final String KIND = "oversight.due";
    /** What is done at the last instant is done in time. */
    private static final Duration TOO_LATE = Duration.of(1, ChronoUnit.MICROS);

    private final Deadlines deadlines;

    public EntryDeadlines(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    void follow(Entry entry) {
        entry.nextDue()
                .ifPresentOrElse(
                        due -> deadlines.set(KIND, entry.name(), due.plus(TOO_LATE)),
                        () -> deadlines.lift(KIND, entry.name()));
    }
}
