package io.qipan.dispatch.recommend;

import io.qipan.dispatch.recommend.model.Candidate;
import io.qipan.dispatch.recommend.model.Media;
import io.qipan.dispatch.recommend.model.Need;
import io.qipan.dispatch.recommend.model.Picture;
import io.qipan.dispatch.recommend.model.Recommendation;
import io.qipan.dispatch.recommend.model.Recommendation.Target;
import io.qipan.runtime.peer.PeerAway;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.work.UnitOfWork;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
        return picture(place, this::fresh);
    }

    /**
     * As {@link #pictureAt}, but for those who only want to choose for these needs: where there are units enough, it holds no
     * others than the choice falls on, which a city of ten thousand units tells as fast as one of ten.
     */
    Picture pictureFor(List<Need> needs, Target target) {
        return picture(target.middle(), () -> soonest(needs, target).orElseGet(this::fresh));
    }

    private Picture picture(Wgs84 place, Supplier<List<Candidate>> fresh) {
        try {
            return new Picture(fresh.get(), units.mediaAt(place), true);
        } catch (PeerAway e) {
            return new Picture(unitOfWork.read(known::all), Media.unknown(), false);
        }
    }

    /** Empty if a need is not met: what is missing, and why, only all units can tell. */
    private Optional<List<Candidate>> soonest(List<Need> needs, Target target) {
        int wanted = Recommendation.wanted(needs);
        if (wanted > PatrolUnits.MOST_SOONEST || target.radiusM() > PatrolUnits.LARGEST_RADIUS_M) {
            return Optional.empty();
        }
        Map<String, Integer> counts =
                Need.added(needs).stream().collect(Collectors.toMap(Need::capability, Need::count));
        // The others may take so many of each.
        Map<String, List<Candidate>> soonest = units.soonest(counts.keySet(), target, wanted);
        if (counts.entrySet().stream()
                .anyMatch(need -> soonest.getOrDefault(need.getKey(), List.of()).size() < need.getValue())) {
            return Optional.empty();
        }
        return Optional.of(soonest.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.toMap(Candidate::unit, Function.identity(), (same, ignored) -> same))
                .values()
                .stream()
                .toList());
    }
}
