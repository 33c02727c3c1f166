package io.qipan.dispatch.gazetteer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.gazetteer.model.Entry;
import io.qipan.dispatch.gazetteer.model.Gazetteer;
import io.qipan.dispatch.gazetteer.model.Readings;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The newest revision as this replica knows it, in memory. */
@Singleton
public class LiveGazetteer {
    private final UnitOfWork unitOfWork;
    private final Gazetteers gazetteers;
    private final Readings readings;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile Gazetteer current;

    LiveGazetteer(UnitOfWork unitOfWork, Gazetteers gazetteers, Readings readings, MeterRegistry meters) {
        this.unitOfWork = unitOfWork;
        this.gazetteers = gazetteers;
        this.readings = readings;
        this.current = new Gazetteer(0, List.of(), readings);
        Gauge.builder("qipan.gazetteer.names", this, live -> live.current().size())
                .register(meters);
        Gauge.builder("qipan.gazetteer.revision", this, live -> live.current().revision())
                .register(meters);
    }

    /** Never waits. */
    Gazetteer current() {
        return current;
    }

    private record Newest(long revision, List<Entry> entries) {}

    /** Takes over the newest revision, if it is another one. Costs one short query if not. */
    public void refresh() {
        refreshing.lock();
        try {
            // One snapshot, so that the places are those of the revision.
            unitOfWork
                    .read(() -> {
                        long newest = gazetteers.newest();
                        return newest == current.revision()
                                ? Optional.<Newest>empty()
                                : Optional.of(new Newest(newest, gazetteers.at(newest)));
                    })
                    .ifPresent(newest -> current = new Gazetteer(newest.revision(), newest.entries(), readings));
        } finally {
            refreshing.unlock();
        }
    }
}
