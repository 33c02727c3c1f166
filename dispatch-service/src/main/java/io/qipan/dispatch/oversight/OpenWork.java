package io.qipan.dispatch.oversight;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything open: calls, incidents, orders, command orders, transfers, referrals, forced places, follow-ups, complaints,
 * rectifications, searches for missing people with their sectors and notices, areas of search, proposals, reviews of endings,
 * attentions, supervision orders, contingency plans that are carried out with their tasks and findings. Inside a unit
 * of work only.
 */
interface OpenWork {

    /**
     * Something open.
     *
     * @param deadlineKind the kind of the deadline that it should have
     * @param errand whether that is for us to do something, tried until it is done, and {@code nextDeadlineAt} the end of our
     *     patience; else it is for somebody to have done something by then
     * @param orphan whether that deadline is missing
     * @param drill whether it belongs to an exercise
     */
    record Item(
            String resource,
            String state,
            String owner,
            Instant nextDeadlineAt,
            String deadlineKind,
            boolean errand,
            boolean orphan,
            boolean drill) {}

    /** A place in the list: what is due first comes first. */
    record Key(Instant nextDeadlineAt, String resource) {}

    /** Until this unit of work is over nobody else sweeps: whoever wants to waits, and finds what is left then. */
    void lockSweep();

    List<Item> list(boolean orphansOnly, Optional<Key> after, int limit);

    /**
     * How many things of a kind, {@code calls}, {@code incidents}, {@code alarm_levels}, {@code orders}, {@code
     * command_orders}, {@code escalated_commands} (recipients of those), {@code transfers}, {@code referrals}, {@code
     * forced_places}, {@code follow_ups}, {@code complaints}, {@code rectifications}, {@code missing_searches}, {@code
     * search_sectors}, {@code missing_notices}, {@code search_areas}, {@code proposals}, {@code closure_reviews}, {@code
     * attentions}, {@code supervision_orders}, {@code contingency_activations}, {@code contingency_tasks} or {@code
     * contingency_findings}, are open.
     */
    long count(String kind);
}
