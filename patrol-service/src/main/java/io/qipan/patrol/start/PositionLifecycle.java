package io.qipan.patrol.start;

import io.qipan.patrol.position.PositionCalendar;
import io.qipan.patrol.position.PositionIntake;
import io.qipan.runtime.start.Phase;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Has positions written from before the first call is let in until after the last one is refused. */
@Singleton
public class PositionLifecycle {
    private final PositionIntake intake;
    private final PositionCalendar calendar;

    public PositionLifecycle(PositionIntake intake, PositionCalendar calendar) {
        this.intake = intake;
        this.calendar = calendar;
    }

    void start(@Observes @Priority(Phase.BEFORE_CALLS) StartupEvent event) {
        intake.start();
        calendar.start();
    }

    void endStreams(@Observes @Priority(Phase.END_STREAMS) ShutdownEvent event) {
        intake.endStreams();
    }

    void stop(@Observes @Priority(Phase.AFTER_CALLS) ShutdownEvent event) {
        intake.close();
        calendar.close();
    }
}
