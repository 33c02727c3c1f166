package io.qipan.ecology.checklist;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.ecology.checklist.model.ChecklistItem;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Nobody has ticked an item off in time: it goes up to the supervisor, and again every week until it is done or waived. */
@Singleton
public class EscalateItem implements DeadlineHandler {
    private static final Duration AGAIN = Duration.ofDays(7);
    private static final String ACTOR = "system:" + ChecklistRecords.DUE;

    private final ChecklistItems items;
    private final ChecklistRecords records;
    private final InstantSource clock;
    private final MeterRegistry meters;

    public EscalateItem(ChecklistItems items, ChecklistRecords records, InstantSource clock, MeterRegistry meters) {
        this.items = items;
        this.records = records;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public String kind() {
        return ChecklistRecords.DUE;
    }

    @Override
    public void handle(Due due) {
        Instant now = Times.now(clock);
        ChecklistRecords.id(due.subject())
                .flatMap(items::lock)
                .filter(found -> found.state().isWaiting())
                .ifPresent(found -> escalate(found, now));
    }

    private void escalate(ChecklistItem found, Instant now) {
        if (!now.isAfter(found.task().dueAt())) {
            // The clock was set back after the deadline was found due.
            records.standsUntilDue(found);
            return;
        }
        records.escalated(found.escalated(now, ACTOR).orRefuse(), now, now.plus(AGAIN));
        meters.counter("qipan.checklist.overdue").increment();
    }
}
