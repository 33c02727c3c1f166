package io.qipan.dispatch.recommend;

import io.qipan.dispatch.recommend.PatrolUnits.Soonest;
import io.qipan.dispatch.recommend.model.Candidate;
import io.qipan.dispatch.recommend.model.Media;
import io.qipan.dispatch.recommend.model.Need;
import io.qipan.dispatch.recommend.model.Picture;
import io.qipan.dispatch.recommend.model.Recommendation;
import io.qipan.dispatch.recommend.model.Recommendation.Target;
import io.qipan.dispatch.recommend.model.Supply;
import io.qipan.runtime.peer.PeerAway;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.work.UnitOfWork;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        return picture(() -> new Picture(fresh(), units.mediaAt(place), true));
    }

    /**
     * As {@link #pictureAt}, but for those who only want to choose for these needs: it holds no others than the choice
     * falls on, and how many there are of each in all. So a city of ten thousand units tells it as fast as one of ten,
     * whether there are units enough or not.
     */
    Picture pictureFor(List<Need> needs, Target target) {
        return pictureFor(needs, target, Recommendation.wanted(needs));
    }

    /**
     * The same for those who will not take every unit.
     *
     * @param most how many of each capability are asked for at least
     */
    public Picture pictureFor(List<Need> needs, Target target, int most) {
        // The others may take so many of each.
        int asked = Math.max(most, Recommendation.wanted(needs));
        return asked > PatrolUnits.MOST_SOONEST || target.radiusM() > PatrolUnits.LARGEST_RADIUS_M
                ? pictureAt(target.middle())
                : picture(() -> soonest(needs, target, asked));
    }

    /** What is known of these units, as far as anything is. Inside a unit of work only. */
    public List<Candidate> known(Set<String> names) {
        return known.named(names);
    }

    private Picture picture(Supplier<Picture> fresh) {
        try {
            return fresh.get();
        } catch (PeerAway e) {
            return new Picture(unitOfWork.read(known::all), Media.unknown(), false);
        }
    }

    private Picture soonest(List<Need> needs, Target target, int most) {
        Set<String> capabilities = needs.stream().map(Need::capability).collect(Collectors.toSet());
        Map<String, Soonest> soonest = units.soonest(capabilities, target, most);
        List<Candidate> candidates = soonest.values().stream()
                .flatMap(found -> found.units().stream())
                .collect(Collectors.toMap(Candidate::unit, Function.identity(), (same, ignored) -> same))
                .values()
                .stream()
                .toList();
        Map<String, Supply> supplies = soonest.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, found -> found.getValue().all()));
        return new Picture(candidates, units.mediaAt(target.middle()), true, supplies);
    }
}
