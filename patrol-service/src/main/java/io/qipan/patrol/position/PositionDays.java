package io.qipan.patrol.position;

import java.time.LocalDate;
import java.util.SortedSet;

/** The parts that the positions are kept in, one for each day in UTC, and one for all days that have none. */
public interface PositionDays {

    /** Days that have a part of their own. */
    SortedSet<LocalDate> own();

    /** Days without one, of which there are fixes nevertheless. */
    SortedSet<LocalDate> withoutOwn();

    /**
     * Gives the day a part and moves its fixes there. Nothing happens if there is a table of its name: one that was taken
     * out is not written to.
     */
    void add(LocalDate day);

    /** Takes the part of a day out, as a table that stays. */
    void takeOut(LocalDate day);
}
