package io.qipan.dispatch.recommend;

import io.qipan.dispatch.recommend.model.Candidate;
import io.qipan.dispatch.recommend.model.Media;
import io.qipan.dispatch.recommend.model.Picture;
import io.qipan.runtime.peer.PeerAway;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.work.UnitOfWork;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** Reads the units from patrol-service, for a recommendation now and for the time when it is away. */
@Singleton
public class ReadUnits {
    private static final Logger LOG = Logger.getLogger(ReadUnits.class);

    private final UnitOfWork unitOfWork;
    private final PatrolUnits units;
    private final KnownUnits known;

    ReadUnits(UnitOfWork unitOfWork, PatrolUnits units, KnownUnits known) {
        this.unitOfWork = unitOfWork;
        this.units = units;
        this.known = known;
    }

    @Scheduled(every = "${qipan.dispatch.read-units-every}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void keepPicture() {
        try {
            List<Candidate> fresh = fresh();
            unitOfWork.run("system:units", () -> {
                known.replace(fresh);
                return fresh;
            });
        } catch (PeerAway e) {
            LOG.debugf("The picture of the units grows old: %s", e.getMessage());
        }
    }

    private List<Candidate> fresh() {
        return units.all();
    }

    /**
     * The units as they are, and what one may move on at a place now; while patrol-service is away the units as they were known
     * last. Not inside a unit of work.
     */
    public Picture pictureAt(Wgs84 place) {
        try {
            return new Picture(fresh(), units.mediaAt(place), true);
        } catch (PeerAway e) {
            return new Picture(unitOfWork.read(known::all), Media.unknown(), false);
        }
    }
}
