package io.qipan.dispatch.command;

import io.qipan.dispatch.command.model.CommandNotice;
import io.qipan.dispatch.command.model.Outstanding;
import io.qipan.dispatch.id.model.CommandNoticeId;
import io.qipan.dispatch.id.model.CommandOrderId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What recipients have heard of command orders. Many are read and written in one statement. Inside a unit of work only. */
interface CommandNotices {

    /** Which notices a list is of. */
    record Filter(
            Optional<String> recipient, Optional<CommandOrderId> order, boolean openOnly, boolean escalatedOnly) {}

    /** Of orders that are stored. */
    void add(List<CommandNotice> notices);

    Optional<CommandNotice> find(CommandNoticeId id);

    /** Holds it until the end of the unit of work. Refuses NOT_FOUND. */
    CommandNotice lock(CommandNoticeId id);

    /** Keeps what changes of locked ones. */
    void save(List<CommandNotice> notices);

    /** Holds those of an order that are due to be reminded or escalated, so many at most. */
    List<CommandNotice> lockDue(CommandOrderId order, Instant now, int limit);

    /** Holds those of an order that are owed an answer. */
    List<CommandNotice> lockOwed(CommandOrderId order);

    /** Holds those of an order that are owed an answer by one of these. */
    List<CommandNotice> lockOwed(CommandOrderId order, Collection<String> recipients);

    boolean anyOwedByUnits();

    /** Of each order the units that owe an answer and were told before the crew that they have now came on duty. */
    Map<CommandOrderId, List<String>> toldBefore(Map<String, Instant> crewSince);

    Outstanding outstanding(CommandOrderId order);

    /** Whether somebody has neither answered nor been escalated; cheap, however many there are. */
    boolean anyWaiting(CommandOrderId order);

    /** How many of an order are in each state, by its word; under {@code escalated} those that are with the owner. */
    Map<String, Integer> count(CommandOrderId order);

    /** The newest first. */
    List<CommandNotice> list(Filter filter, Optional<CommandNoticeId> after, int limit);
}
