package io.qipan.runtime.journal;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Keeps something in memory up with what any replica journals of one kind of resource. */
public final class Follower {
    private static final Logger LOG = Logger.getLogger(Follower.class);
    /** The feed tells at once; this is for what it told before anybody listened, or while the database was away. */
    private static final Duration SAFETY_NET = Duration.ofSeconds(2);

    private final String what;
    private final Feed feed;
    private final String kind;
    private final Runnable refresh;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean closed;

    /**
     * @param what is in memory, for the log
     * @param refresh takes over what the database has; when it throws, what was there stays
     */
    public Follower(String what, Feed feed, String kind, Runnable refresh) {
        this.what = what;
        this.feed = feed;
        this.kind = kind;
        this.refresh = refresh;
    }

    /** Returns when it is in memory for the first time, or fails. */
    public void start() {
        refresh.run();
        feed.onChangeOf(kind, news::release);
        Thread.ofVirtual().name(what).start(this::follow);
    }

    /** Returns at once; for what nobody waits for. */
    public void startLater() {
        feed.onChangeOf(kind, news::release);
        news.release();
        Thread.ofVirtual().name(what).start(this::follow);
    }

    private void follow() {
        while (!closed) {
            try {
                boolean ignored = news.tryAcquire(SAFETY_NET.toMillis(), TimeUnit.MILLISECONDS);
                news.drainPermits();
                refresh.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                // An Error too: nobody would follow any more, and nobody would notice.
                LOG.warnf("The %s in memory cannot be refreshed now and stays as it is: %s", what, e.toString());
            }
        }
    }

    public void stop() {
        closed = true;
        news.release();
    }
}
