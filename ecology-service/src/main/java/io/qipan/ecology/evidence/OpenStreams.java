package io.qipan.ecology.evidence;

import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.RefusedException;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The uploads and downloads under way, to be ended when the service goes down. */
@Singleton
public class OpenStreams {
    private final Set<Runnable> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean ending;

    /** Something that is under way until it is closed. */
    interface UnderWay extends AutoCloseable {
        @Override
        void close();
    }

    /** @param end tells the stream that the service goes down; at once if it does already */
    UnderWay begin(Runnable end) {
        boolean ignored = ends.add(end);
        if (ending) {
            end.run();
        }
        return () -> ends.remove(end);
    }

    /** Throws once the service goes down. */
    void checkGoesOn() {
        if (ending) {
            throw goingDown();
        }
    }

    static RefusedException goingDown() {
        return Refusal.of(
                        Reason.SHUTTING_DOWN,
                        "The service is going down. Another replica takes the upload from its beginning, and gives the download"
                                + " from any offset.")
                .asException();
    }

    /** From now on every stream ends. */
    public void end() {
        ending = true;
        ends.forEach(Runnable::run);
    }
}
