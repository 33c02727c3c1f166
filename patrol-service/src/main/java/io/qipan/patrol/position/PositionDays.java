package io.qipan.patrol.position;

import io.qipan.patrol.position.model.GoneDays;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The parts that the positions are kept in, one for each day in UTC, and one for all days that have none. A day that
 * is too old is taken out into the archive, which is read and not written to.
 */
public interface PositionDays {

    /** Days that have a part of their own. */
    SortedSet<LocalDate> own();

    /** Days whose part is in the archive. */
    SortedSet<LocalDate> archived();

    /** Days without one, of which there are fixes nevertheless. */
    SortedSet<LocalDate> withoutOwn();

    /**
     * Days of that time that had a part which is neither here nor in the archive any more. Ask after having read, in
     * the same unit of work: what was there when it was read is there then.
     */
    GoneDays gone(Instant from, Instant until);

    /** The first day that ever had a part, or has fixes without one. */
    Optional<LocalDate> first();

    /** Days, of all times, that are {@link #gone}. */
    int allGone();

    /**
     * Gives the days parts and moves their fixes there; those who store fixes wait only while the last of them are
     * moved. Nothing happens of a day whose table is there: one that was taken out is not written to.
     */
    void add(Collection<LocalDate> days);

    /**
     * Says of the part of a day that it has this day only, and returns whether that is still to be checked before the
     * day moves. Of days that were made with their bounds it is not.
     */
    boolean stateBounds(LocalDate day);

    /**
     * Checks what {@link #stateBounds} says. It takes as long as reading the day; those who store and read go on,
     * and so does another replica with other days.
     */
    void checkBounds(LocalDate day);

    /**
     * Moves the part of a day to the archive; that is quick when its bounds were checked in an earlier unit of
     * work.
     */
    void takeOut(LocalDate day, Instant now);

    /**
     * Days whose table belongs to neither, because somebody, or a replica of a version without an archive, has detached
     * it.
     */
    SortedSet<LocalDate> detached();

    /**
     * Puts the table of such a day into the archive; fixes of the day that came meanwhile and are known are dropped. As
     * quick as {@link #takeOut} when its bounds were checked.
     */
    void archive(LocalDate day, Instant now);

    /** Writes down days that are there and were not, and drops fixes that an archived day has as well. */
    void tidy(Instant now);

    /** Days in the archive of which it is not written down whose fixes they have; they are opened for each unit. */
    SortedSet<LocalDate> ofUnknownUnits();

    /** Writes that down, if the day is one of those still. */
    void learnUnits(LocalDate day);

    /** Moves the part of a day back from the archive, with what has come of it meanwhile. */
    void putBack(LocalDate day);
}
