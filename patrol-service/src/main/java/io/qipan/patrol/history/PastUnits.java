package io.qipan.patrol.history;

import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.unit.model.Duty;
import io.qipan.proto.patrol.v1.Unit;
import io.qipan.runtime.page.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was recorded of units by a moment. Inside a unit of work only. */
interface PastUnits {
    /** No position is older. */
    Duration LOOKS_BACK = Duration.ofDays(1);

    /** By so much a clock may be ahead for its fix to be taken. */
    Duration CLOCKS_AHEAD = Duration.ofMinutes(5);

    /**
     * @param told as the last change said it that was recorded by then
     * @param position the last fix that had come by then, of the time it {@linkplain #LOOKS_BACK looks back}; days
     * that are gone
     *     have none
     * @param staleAfter for units of its kind, as it is today
     * @param crewed whether a shift was running with it
     * @param rostered whether it had a shift on that day
     */
    record PastUnit(Unit told, Optional<Position> position, Duration staleAfter, boolean crewed, boolean rostered) {

        Duty duty() {
            return crewed ? Duty.ON_DUTY : rostered ? Duty.OFF_DUTY : Duty.NO_SHIFT_TODAY;
        }
    }

    /** Those that were registered by then, by name, one more than the page holds. */
    List<PastUnit> list(Instant at, Page page);

    /** Code of the duty level that was in force. */
    Optional<String> dutyLevel(Instant at);
}
