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
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private volatile SortedMap<String, Kind> kindsByCode = Collections.emptySortedMap();

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
                SortedMap<String, Kind> known = new TreeMap<>();
                kinds.all().forEach(kind -> known.put(kind.code(), kind));
                kindsByCode = Collections.unmodifiableSortedMap(known);
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
        Set<Medium> open = now.open(features, at);
        Map<Set<Medium>, Movement> known = new HashMap<>();
        return (kind, media) -> known.computeIfAbsent(media, each -> movement(now, each, open, features, at));
    }

    private static Movement movement(
            Season now, Set<Medium> media, Set<Medium> open, Set<String> features, Instant at) {
        Set<Medium> usable = media.stream().filter(open::contains).collect(Collectors.toUnmodifiableSet());
        if (media.isEmpty() || !usable.isEmpty()) {
            return new InSeason(usable);
        }
        Ruling first = now.ruling(media.iterator().next(), features, at);
        return new OutOfSeason(SeasonWords.ruledBy(first), SeasonWords.reasonEn(first), SeasonWords.reasonZh(first));
    }

    Verdict verdict(String kind, Collection<String> extraCapabilities, Wgs84 place, Instant at) {
        return season.verdict(media(kind, extraCapabilities), features(place), at);
    }

    /** Media that are open there, whoever moves on them. */
    Set<Medium> openAt(Wgs84 place, Instant at) {
        return season.open(features(place), at);
    }

    /**
     * How media are for those who are to be sent to a place.
     *
     * @param states of each medium, without a look ahead; in a water those on land as on its bank
     * @param water that the place is in
     * @param there media that are open at the place itself
     * @param speeds of every kind, by code
     */
    record MediaAt(List<MediumState> states, Optional<String> water, Set<Medium> there, List<KindSpeed> speeds) {}

    /** Metres per second of a kind where it gets to the place itself, and where as far as the bank at most. */
    record KindSpeed(String kind, double thereMps, double bankMps) {}

    MediaAt mediaAt(Wgs84 place, Instant at) {
        Season now = season;
        Set<String> features = features(place);
        Set<String> onBank = features.stream()
                .filter(name -> Season.waterAmong(Set.of(name)).isEmpty())
                .collect(Collectors.toSet());
        Set<Medium> there = now.open(features, at);
        Set<Medium> asFarAsBank =
                now.open(onBank, at).stream().filter(Medium::isOnLand).collect(Collectors.toSet());
        return new MediaAt(
                Arrays.stream(Medium.values())
                        .map(medium -> now.now(medium, medium.isOnLand() ? onBank : features, at))
                        .toList(),
                Season.waterAmong(features),
                there,
                kindsByCode.values().stream()
                        .map(kind -> new KindSpeed(kind.code(), kind.speedOn(there), kind.speedOn(asFarAsBank)))
                        .toList());
    }

    boolean isKind(String code) {
        return kindsByCode.containsKey(code);
    }

    private Set<Medium> media(String kind, Collection<String> extraCapabilities) {
        Set<Medium> media = EnumSet.noneOf(Medium.class);
        Optional.ofNullable(kindsByCode.get(kind)).ifPresent(known -> media.addAll(Medium.among(known.capabilities())));
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
                        located.mustPatrolAreas().stream(),
                        located.waters().stream())
                .flatMap(all -> all)
                .map(GridFeature::name)
                .collect(Collectors.toSet());
    }
}
