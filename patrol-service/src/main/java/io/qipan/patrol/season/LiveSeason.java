package io.qipan.patrol.season;

import io.qipan.patrol.grid.LiveGrid;
import io.qipan.patrol.grid.model.Atlas;
import io.qipan.patrol.grid.model.Atlas.Located;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.season.model.MediumState;
import io.qipan.patrol.season.model.Ruling;
import io.qipan.patrol.season.model.Season;
import io.qipan.patrol.season.model.Verdict;
import io.qipan.patrol.unit.Kinds;
import io.qipan.patrol.unit.MovementRules;
import io.qipan.patrol.unit.model.Kind;
import io.qipan.patrol.unit.model.Medium;
import io.qipan.patrol.unit.model.Movement;
import io.qipan.patrol.unit.model.Movement.InSeason;
import io.qipan.patrol.unit.model.Movement.OutOfSeason;
import io.qipan.patrol.unit.model.Search;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The season as this replica knows it, in memory. */
@Singleton
public class LiveSeason implements MovementRules {
    private final UnitOfWork unitOfWork;
    private final Declarations declarations;
    private final Kinds kinds;
    private final LiveGrid liveGrid;
    private final InstantSource clock;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile Season season;
    private volatile Map<String, Set<Medium>> mediaOfKinds = Map.of();

    public LiveSeason(
            UnitOfWork unitOfWork,
            SeasonCalendar calendar,
            Declarations declarations,
            Kinds kinds,
            LiveGrid liveGrid,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.declarations = declarations;
        this.kinds = kinds;
        this.liveGrid = liveGrid;
        this.clock = clock;
        this.season = new Season(calendar.rules(), List.of());
    }

    /** Never waits. */
    public Season season() {
        return season;
    }

    /** Takes over what was declared and which kinds there are. */
    public void refresh() {
        refreshing.lock();
        try {
            unitOfWork.read(() -> {
                season = season.with(declarations.standing(clock.instant()));
                mediaOfKinds = kinds.all().stream()
                        .collect(Collectors.toUnmodifiableMap(Kind::code, kind -> Medium.among(kind.capabilities())));
                return season;
            });
        } finally {
            refreshing.unlock();
        }
    }

    @Override
    public Search.Season at(Wgs84 place, Instant at) {
        Season now = season;
        Set<String> features = features(place);
        Map<Set<Medium>, Movement> known = new HashMap<>();
        return (kind, media) -> known.computeIfAbsent(media, each -> movement(now, each, features, at));
    }

    private static Movement movement(Season now, Set<Medium> media, Set<String> features, Instant at) {
        if (now.allows(media, features, at)) {
            return new InSeason();
        }
        Ruling first = now.ruling(media.iterator().next(), features, at);
        return new OutOfSeason(SeasonWords.ruledBy(first), SeasonWords.reasonEn(first), SeasonWords.reasonZh(first));
    }

    Verdict verdict(String kind, Collection<String> extraCapabilities, Wgs84 place, Instant at) {
        return season.verdict(media(kind, extraCapabilities), features(place), at);
    }

    /** Each medium, without a look ahead. */
    List<MediumState> mediaAt(Wgs84 place, Instant at) {
        Season now = season;
        Set<String> features = features(place);
        return Arrays.stream(Medium.values())
                .map(medium -> now.now(medium, features, at))
                .toList();
    }

    boolean isKind(String code) {
        return mediaOfKinds.containsKey(code);
    }

    private Set<Medium> media(String kind, Collection<String> extraCapabilities) {
        Set<Medium> media = EnumSet.noneOf(Medium.class);
        media.addAll(mediaOfKinds.getOrDefault(kind, Set.of()));
        media.addAll(Medium.among(extraCapabilities));
        return media;
    }

    /** Each place that a rule or declaration names, with what a point inside of it lies in. Not those that the grid does not have. */
    SortedMap<String, Set<String>> places() {
        Atlas atlas = liveGrid.atlas();
        SortedMap<String, Set<String>> places = new TreeMap<>();
        for (String place : season.places()) {
            atlas.find(place).map(Atlas::pointIn).ifPresent(point -> places.put(place, features(point)));
        }
        return places;
    }

    private Set<String> features(Wgs84 place) {
        Located located = liveGrid.atlas().locate(place);
        return Stream.of(
                        located.city().stream(),
                        located.zone().stream(),
                        located.cell().stream(),
                        located.mustPatrolAreas().stream())
                .flatMap(all -> all)
                .map(GridFeature::name)
                .collect(Collectors.toSet());
    }
}
