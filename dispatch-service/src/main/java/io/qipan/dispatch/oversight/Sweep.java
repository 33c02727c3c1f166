package io.qipan.dispatch.oversight;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.attention.MeasureAttentions;
import io.qipan.dispatch.attention.RaiseAttention;
import io.qipan.dispatch.attention.model.AttentionKind;
import io.qipan.dispatch.attention.model.Occasion;
import io.qipan.dispatch.oversight.OpenWork.Item;
import io.qipan.dispatch.zone.MeasureZones;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Looks through everything open for what nobody would look at again, and has it looked at when its time is over. There should be
 * nothing: the deadline is set with the change that needs it. What it finds is counted in {@code qipan_orphans_total}.
 */
@Singleton
class Sweep {
    private static final Logger LOG = Logger.getLogger(Sweep.class);
    private static final int AT_ONCE = 1_000;

    private final UnitOfWork unitOfWork;
    private final OpenWork openWork;
    private final Deadlines deadlines;
    private final RaiseAttention raiseAttention;
    private final MeasureAttentions measureAttentions;
    private final MeasureZones measureZones;
    private final InstantSource clock;
    private final Counter orphans;
    private final Map<String, AtomicLong> open;

    Sweep(
            UnitOfWork unitOfWork,
            OpenWork openWork,
            Deadlines deadlines,
            RaiseAttention raiseAttention,
            MeasureAttentions measureAttentions,
            MeasureZones measureZones,
            InstantSource clock,
            MeterRegistry meters) {
        this.unitOfWork = unitOfWork;
        this.openWork = openWork;
        this.deadlines = deadlines;
        this.raiseAttention = raiseAttention;
        this.measureAttentions = measureAttentions;
        this.measureZones = measureZones;
        this.clock = clock;
        this.orphans = meters.counter("qipan.orphans");
        this.open = Stream.of(
                        "calls",
                        "incidents",
                        "alarm_levels",
                        "orders",
                        "command_orders",
                        "escalated_commands",
                        "transfers",
                        "referrals",
                        "forced_places",
                        "follow_ups",
                        "complaints",
                        "rectifications",
                        "missing_searches",
                        "search_sectors",
                        "missing_notices",
                        "proposals",
                        "closure_reviews",
                        "attentions",
                        "supervision_orders",
                        "contingency_activations",
                        "contingency_tasks",
                        "contingency_findings",
                        "search_areas",
                        "silent_sensors",
                        "overdue_visits")
                .collect(Collectors.toMap(Function.identity(), kind -> {
                    AtomicLong count = new AtomicLong();
                    io.micrometer.core.instrument.Gauge.builder("qipan.open", count, AtomicLong::get)
                            .tag("kind", kind)
                            .register(meters);
                    return count;
                }));
    }

    @Scheduled(every = "${qipan.dispatch.sweep-every}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        List<Item> found = adopt();
        if (!found.isEmpty()) {
            LOG.errorf("%d open things had no next deadline, the first is %s", found.size(), found.getFirst());
        }
        open.forEach((kind, count) -> count.set(unitOfWork.read(() -> openWork.count(kind))));
        measureAttentions.measure();
        measureZones.measure();
    }

    /**
     * Gives what has no deadline the one that it should have, due now if that is over, and returns what that was. Nobody's
     * time is shortened; that a deadline was lost is told at once.
     */
    List<Item> adopt() {
        Instant now = Times.now(clock);
        return unitOfWork.run("system:sweep", () -> {
            openWork.lockSweep();
            List<Item> found = openWork.list(true, Optional.empty(), AT_ONCE);
            found.forEach(item -> deadlines.set(item.deadlineKind(), item.resource(), due(item, now)));
            orphans.increment(found.size());
            raiseAttention.raise(found.stream()
                    // One without a deadline is in the queue already.
                    .filter(item -> !item.resource().startsWith("attentions/"))
                    .map(Sweep::lost)
                    .toList());
            return found;
        });
    }

    private static Instant due(Item item, Instant now) {
        return item.errand() || item.nextDeadlineAt().isBefore(now) ? now : item.nextDeadlineAt();
    }

    private static Occasion lost(Item item) {
        return new Occasion(
                AttentionKind.DEADLINE_LOST, item.resource(), "It had no deadline " + item.deadlineKind(), 1);
    }
}
