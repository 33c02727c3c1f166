package io.qipan.ecology.inspection.model;

import io.qipan.ecology.calendar.model.Due;
import java.time.Instant;

/** The clocks of the law that a hazard has, by the calendar as it is known now. */
public interface HazardClocks {

    /** Until when somebody has to look at it. */
    Due recheck(Instant from);

    /** Until when it is handed on to who answers for it. */
    Due transfer(Instant foundAt);
}
