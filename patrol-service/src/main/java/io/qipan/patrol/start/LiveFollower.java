package io.qipan.patrol.start;

import io.qipan.patrol.live.LivePicture;
import io.qipan.patrol.live.Watches;
import io.qipan.runtime.journal.Feed;
import io.qipan.runtime.start.Phase;
import io.qipan.runtime.work.News;
import io.qipan.runtime.work.PostgresUnitOfWork;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Has all units in memory before the first request, and keeps them up with what any replica commits. */
@Singleton
public class LiveFollower {
    private static final Logger LOG = Logger.getLogger(LiveFollower.class);
    /** What other replicas move is not told: somebody has to look. That nothing has happened costs next to nothing. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    /** From one look to the next at least, so that what happens meanwhile shares the cost. */
    private static final Duration TURN = Duration.ofMillis(50);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final LivePicture live;
    private final Watches watches;
    private final Feed feed;
    private final PostgresUnitOfWork unitOfWork;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean closed;

    public LiveFollower(LivePicture live, Watches watches, Feed feed, PostgresUnitOfWork unitOfWork) {
        this.live = live;
        this.watches = watches;
        this.feed = feed;
        this.unitOfWork = unitOfWork;
    }

    void start(@Observes @Priority(Phase.BEFORE_CALLS) StartupEvent event) {
        live.refresh();
        feed.onChangeOf("units", news::release);
        unitOfWork.afterCommit(News.MOVES, news::release);
        Thread.ofVirtual().name("live").start(this::follow);
    }

    private void follow() {
        Rest rest = new Rest();
        try {
            while (!closed) {
                boolean ignored = news.tryAcquire(LOOK_EVERY.minus(TURN).toMillis(), TimeUnit.MILLISECONDS);
                news.drainPermits();
                long begin = System.nanoTime();
                boolean known = look();
                Duration took = Duration.ofNanos(System.nanoTime() - begin);
                Duration share = rest.after(took);
                Thread.sleep(known ? longer(share, TURN.minus(took)) : AFTER_FAILURE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean look() {
        try {
            live.refresh();
            return true;
        } catch (RuntimeException | Error e) {
            // An Error too: nobody would follow any more, and nobody would notice.
            LOG.warnf(
                    "The units in memory cannot be refreshed now, they stay as of %s: %s",
                    live.picture().asOf(), e.toString());
            return false;
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** As soon as the service is told to go down, so that nobody waits for a watch that would end anyway. */
    void endWatches(@Observes ShutdownDelayInitiatedEvent event) {
        watches.end();
    }

    void endStreams(@Observes @Priority(Phase.END_STREAMS) ShutdownEvent event) {
        watches.end();
    }

    void stop(@Observes @Priority(Phase.AFTER_CALLS) ShutdownEvent event) {
        closed = true;
        news.release();
    }
}
