package io.qipan.runtime.journal;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The feed as this replica knows it: keeps sealing what is pending, keeps the newest changes in memory for watchers, and
 * wakes them. A commit here, a notification from another replica or, as a safety net, the clock sets it off.
 */
public final class Feed implements AutoCloseable {
    /** Channel of LISTEN/NOTIFY. */
    public static final String CHANNEL = "qipan_feed";

    private static final Logger LOG = Logger.getLogger(Feed.class);
    private static final Duration SAFETY_NET = Duration.ofMillis(500);
    /** The shortest time from one sealing to the next: what is committed meanwhile shares its cost. */
    private static final Duration TURN = Duration.ofMillis(20);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration TIME_TO_END = Duration.ofSeconds(2);
    private static final int PAGE = 1_000;
    /** Of states kept in memory. */
    private static final long MOST_BYTES = 64L << 20;

    /** Somebody who waits for something new. Called with the lock held. */
    private static final class Waiting {
        private final long revision;
        private final Predicate<Sealed> asked;
        private final Condition condition;
        private boolean called;

        Waiting(long revision, Predicate<Sealed> asked, Condition condition) {
            this.revision = revision;
            this.asked = asked;
            this.condition = condition;
        }

        /** Also before it is so far behind that its page is not in memory any more. */
        boolean isConcernedBy(List<Sealed> fresh) {
            try {
                return fresh.getLast().revision() - revision >= PAGE
                        || fresh.stream().anyMatch(asked);
            } catch (RuntimeException e) {
                // A state that it cannot read is its own to fail on, and not the feed's.
                return true;
            }
        }

        void call() {
            called = true;
            condition.signal();
        }
    }

    private final Sequencer sequencer;
    private final FeedStore store;
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by the lock. */
    private final Set<Waiting> waiting = new HashSet<>();
    /** Watchers further behind read from the database. */
    private final Recent recent = new Recent(MOST_BYTES);

    private final ChangeListeners listeners = new ChangeListeners();
    /** Apart from the lock: a request that has just committed must not wait for watchers. */
    private final Semaphore woken = new Semaphore(0);

    private String source = "";
    private long head = -1;
    private volatile boolean endingWatches;
    private volatile boolean closed;
    private @Nullable Thread follower;

    public Feed(Sequencer sequencer, FeedStore store) {
        this.sequencer = sequencer;
        this.store = store;
    }

    /** Starts following. The feed is usable when this returns. */
    public void start() {
        FeedStore.Head end = store.head();
        source = end.source();
        head = end.revision();
        follower = Thread.ofVirtual().name("feed").start(this::follow);
    }

    /**
     * Has something done whenever resources of a kind have changed, on whichever replica. What was committed before the feed
     * started is not told. It must be quick and must not throw.
     */
    public void onChangeOf(String kind, Runnable listener) {
        listeners.add(kind, listener);
    }

    /** Says that there may be something new. Cheap. */
    public void wake() {
        woken.release();
    }

    /** Says that somebody, maybe this replica, has extended the feed to this revision. */
    void heardOf(long revision) {
        if (revision > Math.max(head(), sequencer.sealedTo())) {
            wake();
        }
    }

    private void follow() {
        while (!closed) {
            try {
                long start = System.nanoTime();
                List<Sealed> sealed = sequencer.seal();
                boolean behind = keepUp(sealed);
                // Fewer changes: fewer transactions as well, so that was all. Whoever commits now wakes us again.
                if (!behind && sealed.size() < Sequencer.BATCH) {
                    awaitNews(start);
                }
            } catch (RuntimeException | Error e) {
                LOG.warnf("The feed cannot move on, trying again in %s: %s", AFTER_FAILURE, e.toString());
                pause(AFTER_FAILURE);
            }
        }
    }

    /** Returns whether there may be more to read. */
    private boolean keepUp(List<Sealed> sealed) {
        if (!sealed.isEmpty() && sealed.getFirst().revision() == head + 1) {
            show(sealed);
            return false;
        }
        List<Sealed> fresh = store.after(head, PAGE);
        show(fresh);
        return FeedStore.mayGoOn(fresh, PAGE);
    }

    private void show(List<Sealed> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            fresh.forEach(recent::add);
            head = fresh.getLast().revision();
            waiting.stream().filter(each -> each.isConcernedBy(fresh)).forEach(Waiting::call);
        } finally {
            lock.unlock();
        }
        listeners.tell(fresh);
    }

    private void awaitNews(long turnStart) {
        try {
            boolean ignored = woken.tryAcquire(SAFETY_NET.toMillis(), TimeUnit.MILLISECONDS);
            Thread.sleep(TURN.minusNanos(System.nanoTime() - turnStart));
            woken.drainPermits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    private void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    /**
     * The changes after a revision, in order, at most a page; nothing if there is none when the time is over. If there is none
     * yet, it waits for one that somebody asks for, and then there may be others before it: of a thousand units nearly every
     * change concerns one, and to wake them all for it would take more than all the rest.
     */
    List<Sealed> after(long revision, Duration longest, Predicate<Sealed> asked) throws InterruptedException {
        lock.lock();
        try {
            if (head <= revision) {
                await(new Waiting(revision, asked, lock.newCondition()), longest);
            }
            if (head <= revision) {
                return List.of();
            }
            if (recent.reachesBackTo(revision)) {
                return recent.after(revision, PAGE);
            }
        } finally {
            lock.unlock();
        }
        return store.after(revision, PAGE);
    }

    private void await(Waiting own, Duration longest) throws InterruptedException {
        waiting.add(own);
        try {
            long left = longest.toNanos();
            while (!own.called && left > 0 && !endingWatches) {
                left = own.condition.awaitNanos(left);
            }
        } finally {
            waiting.remove(own);
        }
    }

    /** The newest revision that this replica knows. */
    long head() {
        lock.lock();
        try {
            return head;
        } finally {
            lock.unlock();
        }
    }

    /** How many watchers wait for something new. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    String source() {
        return source;
    }

    boolean isEndingWatches() {
        return endingWatches;
    }

    /**
     * Ends all watches, and every new one, with {@code SHUTTING_DOWN}; the feed itself goes on. Call it when the shutdown
     * begins, before anybody waits for open requests.
     */
    public void endWatches() {
        endingWatches = true;
        lock.lock();
        try {
            waiting.forEach(Waiting::call);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        endWatches();
        closed = true;
        woken.release();
        awaitEnd();
    }

    // So that nobody takes the database away from under it.
    private void awaitEnd() {
        try {
            boolean ignored = follower == null || follower.join(TIME_TO_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
