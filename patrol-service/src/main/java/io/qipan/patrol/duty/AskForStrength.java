package io.qipan.patrol.duty;

import io.qipan.patrol.unit.FleetChange;
import io.qipan.runtime.deadline.Deadlines;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * Has strength counted after whatever may change it, and not within: two crews that end their shifts beside each other
 * do not see each other, but whoever counts after both sees both. The deadline is there once however many ask, and is
 * as durable as the change.
 */
@Singleton
public class AskForStrength implements FleetChange {
    private final Deadlines deadlines;

    public AskForStrength(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    @Override
    public void changed(Instant at) {
        deadlines.set(CheckStrength.STRENGTH, CheckStrength.OF_CITY, at);
    }
}
