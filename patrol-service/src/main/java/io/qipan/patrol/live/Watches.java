package io.qipan.patrol.live;

import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The open watches: not more than so many, and none after the end. */
@Singleton
public class Watches {
    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final int most;
    private final Set<Watch> open = ConcurrentHashMap.newKeySet();
    private volatile boolean ending;

    public Watches(LivePicture picture, LiveMeters meters, @ConfigProperty(name = "qipan.live.most-watches") int most) {
        this.most = most;
        picture.onTurn(() -> open.forEach(Watch::wake));
        meters.watch(this);
    }

    int open() {
        return open.size();
    }

    /** From now on it is woken at every turn. */
    synchronized void enter(Watch watch) {
        if (open.size() >= most) {
            throw Refusal.of(Reason.OVERLOADED, "More than " + most + " watches of units. Come back later.")
                    .with("limit", Integer.toString(most))
                    .retryAfter(COME_BACK)
                    .asException();
        }
        open.add(watch);
    }

    void leave(Watch watch) {
        open.remove(watch);
    }

    /** Refuses whoever still watches when the service goes down. */
    void check() {
        if (ending) {
            throw Refusal.of(Reason.SHUTTING_DOWN, "The service is going down. Watch again, at another replica.")
                    .asException();
        }
    }

    /** Ends all watches, and every new one. */
    public void end() {
        ending = true;
        open.forEach(Watch::wake);
    }
}
