package io.qipan.patrol.live.picture;

import static io.qipan.patrol.live.picture.Sketch.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.live.picture.Easel.Drawn;
import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.unit.UnitChanges;
import io.qipan.patrol.unit.UnitChanges.Mark;
import io.qipan.patrol.unit.model.Kind;
import io.qipan.patrol.unit.model.LiveUnit;
import io.qipan.patrol.unit.model.LiveUnit.Availability;
import io.qipan.patrol.unit.model.Roster;
import io.qipan.patrol.unit.model.Roster.Span;
import io.qipan.patrol.unit.model.Search;
import io.qipan.patrol.unit.model.Search.Found;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A picture that followed change by change is the picture that a fresh start would make. */
class EaselProperty {
    private static final int UNITS = 150;

    private final Map<String, LiveUnit> truth = new LinkedHashMap<>();
    private final Map<String, Placed> followed = new HashMap<>();
    private final Set<Kind> knownKinds = new HashSet<>();
    private final Map<String, Roster> rosters = new HashMap<>();

    /** What changes happen to be read together. */
    private UnitChanges step(Random random) {
        Map<String, Unit> units = new HashMap<>();
        Map<String, Position> positions = new HashMap<>();
        for (int i = random.nextInt(40); i >= 0; i--) {
            String name = "units/u" + random.nextInt(UNITS);
            LiveUnit before = truth.get(name);
            if (before == null) {
                before = Sketch.unit(name.substring(6), 1 + random.nextInt(3));
                truth.put(name, before);
                units.put(name, before.unit());
            }
            LiveUnit next = switch (random.nextInt(4)) {
                case 0 -> before.unit().committedOrder().isPresent() ? freed(before) : Sketch.taken(before);
                default -> Sketch.at(before, anywhere(random));
            };
            if (next.unit().version() > before.unit().version() || units.containsKey(name)) {
                units.put(name, next.unit());
            }
            next.unit().position().ifPresent(position -> positions.put(name, position));
            truth.put(name, next);
        }
        return new UnitChanges(
                new Mark(""),
                false,
                truth.values().stream()
                        .map(LiveUnit::kind)
                        .distinct()
                        .filter(kind -> knownKinds.add(kind) || random.nextInt(4) == 0)
                        .toList(),
                List.copyOf(units.values()),
                positions,
                rostered(random));
    }

    /** Shifts that were written, of units that are known and of some that are not yet. */
    private Map<String, Roster> rostered(Random random) {
        Map<String, Roster> rostered = new HashMap<>();
        for (int i = random.nextInt(10); i > 0; i--) {
            Instant from = NOW.plus(Duration.ofHours(random.nextInt(-72, 72)));
            Roster roster = random.nextInt(4) == 0
                    ? Roster.NONE
                    : new Roster(random.nextBoolean(), List.of(new Span(from, from.plus(Duration.ofHours(8)))));
            rostered.put("units/u" + random.nextInt(UNITS), roster);
        }
        rosters.putAll(rostered);
        return rostered;
    }

    private static LiveUnit freed(LiveUnit taken) {
        return new LiveUnit(taken.unit().freed(), taken.kind(), taken.duty());
    }

    private static Wgs84 anywhere(Random random) {
        return new Wgs84(39 + random.nextInt(10) / 10.0, 106 + random.nextInt(10) / 10.0);
    }

    @Property(tries = 100)
    void following_gives_the_same_as_starting_afresh(
            @ForAll @IntRange(min = 1, max = 30) int steps, @ForAll long seed) {
        // Given
        truth.clear();
        followed.clear();
        knownKinds.clear();
        rosters.clear();
        Instant now = NOW;
        Random random = new Random(seed);
        Easel easel = new Easel();
        Picture picture = Picture.blank();

        // When
        for (int i = 0; i < steps; i++) {
            UnitChanges changes = random.nextInt(8) == 0 ? Sketch.everything(truth.values(), rosters) : step(random);
            now = now.plus(Duration.ofHours(random.nextInt(6)));
            Drawn drawn = easel.draw(changes, now);
            drawn.changed().forEach(unit -> followed.put(unit.name(), unit));
            picture = drawn.picture();
        }

        // Then
        Picture fresh = new Easel()
                .draw(Sketch.everything(truth.values(), rosters), now)
                .picture();
        Search search = new Search(new Wgs84(39.5, 106.5), 0, Set.of(), 100);
        assertThat(new HashSet<>(picture.units())).isEqualTo(new HashSet<>(fresh.units()));
        assertThat(new HashSet<>(followed.values())).isEqualTo(new HashSet<>(fresh.units()));
        Found found = picture.nearest(search, Sketch.ALL_YEAR, now);
        assertThat(found).isEqualTo(fresh.nearest(search, Sketch.ALL_YEAR, now));
        assertThat(found.offDuty()).isEqualTo((int) fresh.units().stream()
                .filter(unit -> unit.live().availability() == Availability.OFF_DUTY)
                .count());
    }
}
