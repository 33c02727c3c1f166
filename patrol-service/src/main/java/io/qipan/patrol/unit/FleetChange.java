package io.qipan.patrol.unit;

import java.time.Instant;

/** What else has to happen when units can be counted on for something else. In the unit of work of the change. */
public interface FleetChange {

    void changed(Instant at);
}
