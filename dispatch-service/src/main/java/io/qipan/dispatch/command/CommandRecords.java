package io.qipan.dispatch.command;

import io.qipan.dispatch.command.model.CommandNotice;
import io.qipan.dispatch.command.model.CommandOrder;
import io.qipan.dispatch.id.model.CommandNoticeId;
import io.qipan.dispatch.id.model.CommandOrderId;
import io.qipan.dispatch.id.model.Etag;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Stores an order and its notices, tells the journal and keeps the one deadline that the order has for all of them. A request
 * or handler that holds the order and notices takes the order first.
 */
@Singleton
class CommandRecords {
    static final String LOOK = "command_order.look";

    private final CommandOrders orders;
    private final CommandNotices notices;
    private final Journal journal;
    private final Deadlines deadlines;

    CommandRecords(CommandOrders orders, CommandNotices notices, Journal journal, Deadlines deadlines) {
        this.orders = orders;
        this.notices = notices;
        this.journal = journal;
        this.deadlines = deadlines;
    }

    void add(CommandOrder order, List<CommandNotice> sent) {
        orders.add(order);
        notices.add(sent);
        tell(order, "command_order.issued", order.issuedAt(), "");
        tell(sent, _ -> "command_notice.sent", order.issuedAt(), "");
        schedule(order);
    }

    /** The order, locked. Refuses NOT_FOUND. */
    CommandOrder lock(CommandOrderId id) {
        return orders.lock(id);
    }

    /** The order, locked, if it is as the caller knows it. Refuses NOT_FOUND, STALE_ETAG. */
    CommandOrder lock(CommandOrderId id, String etag) {
        CommandOrder order = orders.lock(id);
        Etag.check(id.name(), etag, order.version());
        return order;
    }

    /** The notice, locked, if it is as the caller knows it. Refuses NOT_FOUND, STALE_ETAG. */
    CommandNotice lock(CommandNoticeId id, String etag) {
        CommandNotice notice = notices.lock(id);
        Etag.check(id.name(), etag, notice.version());
        return notice;
    }

    /** Stores the next state of a locked order. */
    CommandOrder change(CommandOrder next, String action, Instant at, String reason) {
        CommandOrder kept = keep(next);
        tell(kept, action, at, reason);
        return kept;
    }

    /** Stores a locked order of which nothing changed but when the system looks again. */
    CommandOrder keep(CommandOrder next) {
        orders.save(next);
        schedule(next);
        return next;
    }

    CommandNotice change(CommandNotice next, String action, Instant at, String reason) {
        change(List.of(next), _ -> action, at, reason);
        return next;
    }

    /** Stores the next states of locked notices. */
    void change(List<CommandNotice> next, Function<CommandNotice, String> action, Instant at, String reason) {
        notices.save(next);
        tell(next, action, at, reason);
    }

    private void tell(CommandOrder order, String action, Instant at, String reason) {
        journal.append(order.name(), action, at, reason, CommandMessages.message(order));
    }

    private void tell(List<CommandNotice> told, Function<CommandNotice, String> action, Instant at, String reason) {
        journal.appendAll(told.stream()
                .map(notice -> new Journal.Entry(
                        notice.id().name(), action.apply(notice), at, reason, CommandMessages.message(notice)))
                .toList());
    }

    private void schedule(CommandOrder order) {
        order.state()
                .nextLookAt()
                .ifPresentOrElse(at -> deadlines.set(LOOK, order.name(), at), () -> deadlines.lift(LOOK, order.name()));
    }
}
