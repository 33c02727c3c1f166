package io.qipan.ecology.inspection;

import io.qipan.ecology.calendar.model.Due;
import io.qipan.ecology.inspection.model.HazardClocks;
import io.qipan.ecology.procedure.model.ClockBook;
import io.qipan.ecology.procedure.model.ClockKind;
import java.time.Instant;

/** The clocks of hazards by the reviewed file. */
record ClocksOfBook(ClockBook book) implements HazardClocks {

    @Override
    public Due recheck(Instant from) {
        return book.due(ClockKind.HAZARD_RECHECK, from);
    }

    @Override
    public Due transfer(Instant foundAt) {
        return book.due(ClockKind.HAZARD_TRANSFER, foundAt);
    }
}
