package io.qipan.ecology.casefile;

import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.procedure.model.Clock;
import io.qipan.ecology.procedure.model.ClockState.Overdue;
import io.qipan.ecology.procedure.model.ClockState.Running;
import io.qipan.runtime.deadline.Deadlines;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** The durable deadlines behind the statutory clocks: one for each that runs or may not have run out, and none for others. */
@Singleton
public class ClockDeadlines {
    static final String KIND = "case.clock";
    private static final String CLOCKS = "/clocks/";
    /** What is done at the last instant is done in time. */
    private static final Duration TOO_LATE = Duration.of(1, ChronoUnit.MICROS);

    private static final Duration CALENDAR_MAY_COME = Duration.ofDays(1);

    private final Deadlines deadlines;

    public ClockDeadlines(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    /** Which clock a deadline belongs to. */
    record Subject(UUID caseId, int number) {

        static Optional<Subject> parse(String text) {
            int end = text.indexOf(CLOCKS);
            return end < 0
                    ? Optional.empty()
                    : CaseName.parse(text.substring(0, end))
                            .map(id -> new Subject(id, Integer.parseInt(text.substring(end + CLOCKS.length()))));
        }
    }

    /** Makes the deadlines follow what has changed. */
    void follow(CaseFile before, CaseFile after) {
        for (Clock clock : after.procedure().clocks()) {
            if (before.procedure().clock(clock.number()).equals(Optional.of(clock))) {
                continue;
            }
            if (clock.state() instanceof Running
                    || clock.state() instanceof Overdue && clock.due().provisional()) {
                setAnew(after, clock);
            } else {
                lift(deadlines, after, clock);
            }
        }
    }

    /** Looks at a clock again that is overdue by a calendar that is not known yet. */
    void lookAgain(CaseFile file, Clock clock, Instant now) {
        deadlines.set(KIND, subject(file, clock), now.plus(CALENDAR_MAY_COME));
    }

    /** Sets the deadline of a clock that runs. */
    void setAnew(CaseFile file, Clock clock) {
        deadlines.set(KIND, subject(file, clock), clock.due().at().plus(TOO_LATE));
    }

    static void lift(Deadlines deadlines, CaseFile file, Clock clock) {
        deadlines.lift(KIND, subject(file, clock));
    }

    private static String subject(CaseFile file, Clock clock) {
        return file.name() + CLOCKS + clock.number();
    }
}
