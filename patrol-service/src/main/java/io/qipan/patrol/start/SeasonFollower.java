package io.qipan.patrol.start;

import io.qipan.patrol.season.LiveSeason;
import io.qipan.runtime.journal.Feed;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Has the season in memory before the first request, and keeps it up with what is declared at other replicas. */
@Singleton
public class SeasonFollower {
    private static final Logger LOG = Logger.getLogger(SeasonFollower.class);
    /** The feed tells at once; this is for what it told before anybody listened, or while the database was away. */
    private static final Duration SAFETY_NET = Duration.ofSeconds(2);

    private final LiveSeason liveSeason;
    private final Feed feed;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean closed;

    public SeasonFollower(LiveSeason liveSeason, Feed feed) {
        this.liveSeason = liveSeason;
        this.feed = feed;
    }

    /** Before the runtime opens the doors, which it does at the usual priority. */
    void start(@Observes @Priority(1) StartupEvent event) {
        liveSeason.refresh();
        feed.onChangeOf("mediumDeclarations", news::release);
        Thread.ofVirtual().name("season").start(this::follow);
    }

    private void follow() {
        while (!closed) {
            try {
                boolean ignored = news.tryAcquire(SAFETY_NET.toMillis(), TimeUnit.MILLISECONDS);
                news.drainPermits();
                liveSeason.refresh();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warnf("The season in memory cannot be refreshed now, it stays as it is: %s", e.toString());
            }
        }
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        closed = true;
        news.release();
    }
}
