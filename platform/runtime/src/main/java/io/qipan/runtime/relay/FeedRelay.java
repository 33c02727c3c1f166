package io.qipan.runtime.relay;

import io.cloudevents.CloudEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.proto.common.v1.Change;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.FeedStore;
import io.qipan.runtime.work.Tx;
import io.qipan.runtime.work.UnitOfWork;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Carries the feed on from where it came to. It is a deadline that is always set again, so that one replica at a time does it, another
 * one goes on when that dies, and it is tried less often while the broker is away. How far it came is stored after the broker has
 * acknowledged: everything arrives at least once.
 */
final class FeedRelay {
    static final String KIND = "feed.relay";
    static final String SUBJECT = "kafka";

    private static final String ACTOR = "system:" + KIND;
    private static final int PAGE = 500;
    /** Then another deadline may have the thread. */
    private static final Duration TURN = Duration.ofSeconds(5);
    /** When nothing is left, until it looks again. */
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** So long what this replica knows of the position is worth telling. */
    private static final Duration FRESH = Duration.ofMinutes(2);

    private final UnitOfWork unitOfWork;
    private final Deadlines deadlines;
    private final FeedStore store;
    private final InstantSource clock;
    private final Events events;
    private final Topic topic;
    private final Counter sent;
    private final Counter failures;
    private volatile double behind = Double.NaN;
    private volatile Instant behindAt = Instant.EPOCH;

    FeedRelay(
            UnitOfWork unitOfWork,
            Deadlines deadlines,
            FeedStore store,
            InstantSource clock,
            Events events,
            Topic topic,
            MeterRegistry meters) {
        this.unitOfWork = unitOfWork;
        this.deadlines = deadlines;
        this.store = store;
        this.clock = clock;
        this.events = events;
        this.topic = topic;
        this.sent = meters.counter("qipan.relay.sent");
        this.failures = meters.counter("qipan.relay.failures");
        Gauge.builder("qipan.relay.behind", this, FeedRelay::behind).register(meters);
    }

    /** Begins, unless it has begun before. */
    void begin() {
        unitOfWork.run(ACTOR, () -> {
            if (Tx.current()
                            .query("select 1 from deadline where kind = $1", KIND)
                            .size()
                    == 0) {
                deadlines.set(KIND, SUBJECT, clock.instant());
            }
            return SUBJECT;
        });
    }

    /** A turn. */
    void handle() {
        Instant end = clock.instant().plus(TURN);
        boolean more = true;
        try {
            while (more && clock.instant().isBefore(end)) {
                more = carryOn();
            }
        } catch (RuntimeException e) {
            failures.increment();
            throw e;
        }
        Instant next = clock.instant().plus(more ? Duration.ZERO : PAUSE);
        unitOfWork.run(ACTOR, () -> {
            deadlines.set(KIND, SUBJECT, next);
            return SUBJECT;
        });
    }

    private boolean carryOn() {
        long from = position();
        List<Change> changes = store.changesAfter(from, PAGE);
        if (changes.isEmpty()) {
            tellBehind(0);
            return false;
        }
        List<CloudEvent> carried = events.of(changes);
        topic.publish(carried);
        long to = changes.getLast().getRevision();
        note(to);
        sent.increment(carried.size());
        tellBehind(store.newest() - to);
        return true;
    }

    /** A topic that was never carried to begins with the first change of all. */
    private long position() {
        return unitOfWork.read(() -> {
            long revision = 0;
            for (Row row : Tx.current().query("select revision from relay where topic = $1", topic.name())) {
                revision = row.getLong("revision");
            }
            return revision;
        });
    }

    /** Never back: whoever was thought dead may come late. */
    private void note(long revision) {
        unitOfWork.run(ACTOR, () -> {
            Tx.current().write("""
                            insert into relay (topic, revision) values ($1, $2)
                            on conflict (topic) do update set revision = greatest(relay.revision, excluded.revision)""", topic.name(), revision);
            return revision;
        });
    }

    private void tellBehind(long revisions) {
        behind = revisions;
        behindAt = clock.instant();
    }

    /** Not a number when another replica has been at it. */
    private double behind() {
        return clock.instant().minus(FRESH).isBefore(behindAt) ? behind : Double.NaN;
    }
}
