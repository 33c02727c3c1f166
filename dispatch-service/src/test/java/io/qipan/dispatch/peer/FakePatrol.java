package io.qipan.dispatch.peer;

import io.qipan.dispatch.afteraction.PastFleets;
import io.qipan.dispatch.command.Crews;
import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.order.Commitments;
import io.qipan.dispatch.order.model.Order;
import io.qipan.dispatch.recommend.PatrolUnits;
import io.qipan.dispatch.recommend.model.Candidate;
import io.qipan.dispatch.recommend.model.Media;
import io.qipan.dispatch.recommend.model.Need;
import io.qipan.dispatch.recommend.model.Recommendation.Target;
import io.qipan.dispatch.recommend.model.Supply;
import io.qipan.dispatch.response.PatrolFacts;
import io.qipan.dispatch.sensor.PatrolAlarms;
import io.qipan.dispatch.sensor.model.AlarmCall;
import io.qipan.dispatch.sensor.model.News;
import io.qipan.dispatch.zone.PatrolGrid;
import io.qipan.dispatch.zone.model.ZoneAnswer;
import io.qipan.dispatch.zone.model.ZoneAnswer.InNone;
import io.qipan.dispatch.zone.model.ZoneAnswer.InZone;
import io.qipan.dispatch.zone.model.ZoneAnswer.NoGrid;
import io.qipan.dispatch.zone.model.ZoneAnswer.Refused;
import io.qipan.runtime.peer.PeerAway;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Distance;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Patrol-service in memory: a unit is committed to one order at a time. It can be told to be away. */
public final class FakePatrol
        implements Commitments, PatrolUnits, Crews, PatrolFacts, PastFleets, PatrolAlarms, PatrolGrid {

    /** How a commitment came to its end. */
    public record Released(String order, String unit, String reason, Instant at) {}

    private final Map<String, OrderId> committed = new HashMap<>();
    private final Set<OrderId> ended = new HashSet<>();
    private final Map<String, Instant> committedAt = new HashMap<>();
    private final List<Released> released = new ArrayList<>();
    private final List<Candidate> units = new ArrayList<>();
    private final List<News> toldOfAlarms = new ArrayList<>();
    private final Map<String, Instant> crews = new HashMap<>();
    private final NavigableMap<Double, String> zones = new TreeMap<>();
    private final NavigableMap<Instant, List<Candidate>> past = new TreeMap<>();
    private Optional<String> deafness = Optional.empty();
    private Optional<String> duty = Optional.empty();
    private Optional<RuntimeException> trouble = Optional.empty();
    private boolean losesAnswers;
    private boolean alarmUnderWay;
    private boolean tellsAll = true;
    private long gridRevision = 1;
    private double southernmost = -90;
    private double failingFrom = 90;
    private RuntimeException failureThere = new IllegalStateException();
    private int located;
    private Media media = new Media(Set.of("road", "foot", "water", "shallow_water", "air"), Set.of("ice"));

    public synchronized void goAway() {
        trouble = Optional.of(new PeerAway("patrol-service", new IOException("connection refused")));
    }

    /** Every call ends so. */
    public synchronized void failWith(RuntimeException failure) {
        trouble = Optional.of(failure);
    }

    /** From now on nobody is told of all units. */
    public synchronized void failWholeFleet() {
        tellsAll = false;
    }

    /** From now on it does what it is asked, but nobody hears its answers. */
    public synchronized void loseAnswers() {
        losesAnswers = true;
    }

    public synchronized void comeBack() {
        trouble = Optional.empty();
        losesAnswers = false;
    }

    /** The order that a unit is committed to, by name. */
    public synchronized Optional<String> orderOf(String unit) {
        return Optional.ofNullable(committed.get(unit)).map(OrderId::name);
    }

    /** When the commitment of this order began. */
    public synchronized Optional<Instant> committedAt(String order) {
        return Optional.ofNullable(committedAt.get(order));
    }

    public synchronized List<Released> released() {
        return List.copyOf(released);
    }

    public synchronized void register(Candidate unit) {
        units.add(unit);
    }

    /** A free boat, at 10 m/s, whose position is fresh for 60 s. */
    public void registerBoat(String name, Wgs84 position, Instant positionAt) {
        register(new Candidate(
                "units/" + name,
                name,
                "assault_boat",
                Set.of("water"),
                10,
                60,
                true,
                false,
                Candidate.Duty.NO_SHIFT_TODAY,
                Optional.of(new Candidate.Fix(position, positionAt))));
    }

    /** From now on it refuses to hear of alarms, for this reason. */
    public synchronized void hearNoMoreOfAlarms(String why) {
        deafness = Optional.of(why);
    }

    public synchronized void hearOfAlarms() {
        deafness = Optional.empty();
    }

    /** What it was told of alarms, in order. */
    public synchronized List<News> toldOfAlarms() {
        return List.copyOf(toldOfAlarms);
    }

    @Override
    public synchronized Optional<String> tell(AlarmCall alarm, News news) {
        checkReachable();
        boolean isStepBack =
                alarmUnderWay && news.incident().isEmpty() && news.end().isEmpty();
        Optional<String> refusal =
                isStepBack ? Optional.of(alarm.alarm() + " is under_way: it cannot be called any more.") : deafness;
        if (refusal.isEmpty()) {
            toldOfAlarms.add(news);
            alarmUnderWay = news.incident().isPresent();
        }
        return answered(refusal);
    }

    @Override
    public synchronized Answer commit(Order order, Instant at) {
        checkReachable();
        Optional<OrderId> holder = Optional.ofNullable(committed.get(order.unit()));
        boolean free =
                holder.isEmpty() || holder.equals(Optional.of(order.id())) || holder.equals(order.divertedFrom());
        if (!free || ended.contains(order.id())) {
            return answered(new Answer.NotCommitted("UNIT_COMMITTED: " + order.unit() + " is committed to "
                    + holder.map(OrderId::name).orElse("nothing, and the order was released before")));
        }
        holder.filter(loser -> !loser.equals(order.id())).ifPresent(ended::add);
        committed.put(order.unit(), order.id());
        committedAt.putIfAbsent(order.id().name(), at);
        return answered(new Answer.Committed());
    }

    @Override
    public synchronized Optional<Instant> release(Order order, String reason, Instant releasedAt) {
        checkReachable();
        if (ended.add(order.id()) && committed.remove(order.unit(), order.id())) {
            released.add(new Released(order.id().name(), order.unit(), reason, releasedAt));
        }
        return answered(committedAt(order.id().name()));
    }

    @Override
    public synchronized List<Candidate> all() {
        checkReachable();
        if (!tellsAll) {
            throw new IllegalStateException("Nobody should have to read all units for this");
        }
        return List.copyOf(units);
    }

    @Override
    public synchronized Map<String, Soonest> soonest(Set<String> capabilities, Target target, int most) {
        checkReachable();
        return capabilities.stream()
                .collect(Collectors.toMap(Function.identity(), capability -> soonest(capability, target, most)));
    }

    private Soonest soonest(String capability, Target target, int most) {
        List<Candidate> able =
                units.stream().filter(unit -> unit.can(new Need(capability, 1))).toList();
        List<Candidate> free = able.stream().filter(Candidate::isFree).toList();
        List<Candidate> located =
                free.stream().filter(unit -> unit.position().isPresent()).toList();
        List<Candidate> there =
                located.stream().filter(unit -> media.let(unit.capabilities())).toList();
        long committed = able.stream().filter(Candidate::committed).count();
        long outOfService = able.stream()
                .filter(unit -> !unit.committed() && !unit.inService())
                .count();
        return new Soonest(
                there.stream()
                        .sorted(Comparator.comparingDouble((Candidate unit) -> etaS(unit, target))
                                .thenComparing(Candidate::unit))
                        .limit(most)
                        .toList(),
                new Supply(
                        able.size(),
                        (int) committed,
                        (int) outOfService,
                        (int) (able.size() - committed - outOfService - free.size()),
                        free.size() - located.size(),
                        located.size() - there.size()));
    }

    private double etaS(Candidate unit, Target target) {
        double metres = Distance.metres(unit.position().orElseThrow().point(), target.middle());
        double speed = media.speedMps(unit);
        return speed > 0 ? Math.max(0, metres - target.radiusM()) / speed : Double.POSITIVE_INFINITY;
    }

    /** What one may move on, everywhere. */
    public synchronized void season(Media now) {
        media = now;
    }

    @Override
    public synchronized Media mediaAt(Wgs84 place) {
        checkReachable();
        return media;
    }

    /** A crew comes on duty with a unit, in the place of the one there may be. */
    public synchronized void comesOnDuty(String unit, Instant since) {
        crews.put(unit, since);
    }

    @Override
    public synchronized Map<String, Instant> onDutySince() {
        checkReachable();
        return Map.copyOf(crews);
    }

    /** What is north of this latitude lies in this zone; of several the one whose border is nearest. */
    public synchronized void zoneFrom(double latitude, String zone) {
        zones.put(latitude, zone);
    }

    @Override
    public synchronized Optional<String> zoneOf(Wgs84 place) {
        checkReachable();
        return Optional.ofNullable(zones.floorEntry(place.latitude())).map(Map.Entry::getValue);
    }

    /** From now on the grid is this revision; 0: there is none. */
    public synchronized void gridIs(long revision) {
        gridRevision = revision;
    }

    /** It takes no place south of this latitude. */
    public synchronized void refusesPlacesSouthOf(double latitude) {
        southernmost = latitude;
    }

    /** Asked for a place north of this latitude it fails so. */
    public synchronized void failsNorthOf(double latitude, RuntimeException failure) {
        failingFrom = latitude;
        failureThere = failure;
    }

    /** It stumbles over every place north of this latitude. */
    public void stumblesNorthOf(double latitude) {
        failsNorthOf(latitude, new Stumbled(new IllegalStateException("INTERNAL")));
    }

    /** How many places it was asked to locate. */
    public synchronized int located() {
        return located;
    }

    @Override
    public synchronized ZoneAnswer locate(Wgs84 place) {
        located++;
        checkReachable();
        if (place.latitude() < southernmost) {
            return new Refused();
        }
        if (place.latitude() > failingFrom) {
            throw failureThere;
        }
        return gridRevision == 0
                ? new NoGrid()
                : zoneOf(place)
                        .<ZoneAnswer>map(zone -> new InZone(zone, gridRevision))
                        .orElseGet(() -> new InNone(gridRevision));
    }

    public synchronized void dutyLevel(String code) {
        duty = Optional.of(code);
    }

    @Override
    public synchronized Optional<String> dutyLevel() {
        checkReachable();
        return duty;
    }

    /** From this time on the units are known to have been these; until another time is said. */
    public synchronized void fleetFrom(Instant at, List<Candidate> fleet) {
        past.put(at, List.copyOf(fleet));
    }

    @Override
    public synchronized Fleet at(Instant at) {
        checkReachable();
        return new Fleet(
                Optional.ofNullable(past.floorEntry(at))
                        .map(Map.Entry::getValue)
                        .orElse(List.of()),
                Set.copyOf(crews.keySet()),
                duty,
                Map.of("assault_boat", new Kind(Set.of("water", "rescue"), 10, 300)));
    }

    @Override
    public synchronized Media mediaAt(Wgs84 place, Instant at) {
        return mediaAt(place);
    }

    private void checkReachable() {
        trouble.ifPresent(failure -> {
            throw failure;
        });
    }

    private <T> T answered(T answer) {
        if (losesAnswers) {
            throw new PeerAway("patrol-service", new IOException("connection reset"));
        }
        return answer;
    }
}
