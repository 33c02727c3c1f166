package io.qipan.patrol.roster;

import io.qipan.patrol.roster.model.Shift;
import java.time.Instant;

/** What else has to happen when a crew comes on duty or goes off. In the unit of work of the change. */
public interface DutyChange {

    void cameOnDuty(Shift shift, Instant at);

    void wentOffDuty(Shift shift, Instant at);
}
