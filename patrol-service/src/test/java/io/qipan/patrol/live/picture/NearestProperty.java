package io.qipan.patrol.live.picture;

import static io.qipan.patrol.live.picture.Sketch.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.unit.model.LiveUnit;
import io.qipan.patrol.unit.model.LiveUnit.Availability;
import io.qipan.patrol.unit.model.Medium;
import io.qipan.patrol.unit.model.Movement.InSeason;
import io.qipan.patrol.unit.model.Search;
import io.qipan.patrol.unit.model.Search.Found;
import io.qipan.patrol.unit.model.Search.NearUnit;
import io.qipan.runtime.place.Datum.Wgs84;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What the picture finds is what comparing all units finds, wherever on Earth. */
class NearestProperty {
    private static final double[] SPEEDS_MPS = {1.4, 9, 11, 14};

    /** Anywhere, also at the poles, the antimeridian and their neighbourhood. */
    @Provide
    Arbitrary<Wgs84> places() {
        Arbitrary<Double> latitudes = Arbitraries.oneOf(
                Arbitraries.doubles().between(-90, 90), Arbitraries.of(-90.0, -89.9999, 0.0, 39.66, 89.9999, 90.0));
        Arbitrary<Double> longitudes = Arbitraries.oneOf(
                Arbitraries.doubles().between(-180, 180),
                Arbitraries.of(-180.0, -179.9999, 0.0, 106.8, 179.9999, 180.0));
        return Combinators.combine(latitudes, longitudes).as(Wgs84::new);
    }

    /** Around some places, some of them in the same spot, and some anywhere. */
    private static List<LiveUnit> units(List<Wgs84> centers, int count, long seed) {
        Random random = new Random(seed);
        List<LiveUnit> units = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double speedMps = SPEEDS_MPS[random.nextInt(SPEEDS_MPS.length)];
            LiveUnit unit = random.nextInt(3) == 0
                    ? Sketch.amphibious("u" + i, speedMps, SPEEDS_MPS[random.nextInt(SPEEDS_MPS.length)])
                    : Sketch.unit("u" + i, speedMps);
            LiveUnit located = random.nextInt(20) == 0
                    ? unit
                    : Sketch.at(unit, near(centers.get(random.nextInt(centers.size())), random));
            units.add(
                    switch (random.nextInt(10)) {
                        case 0 -> Sketch.taken(located);
                        case 1 -> Sketch.out(located);
                        default -> located;
                    });
        }
        return units;
    }

    private static Wgs84 near(Wgs84 center, Random random) {
        double spread = Math.pow(10, random.nextInt(-7, 3)) * random.nextInt(2);
        double latitude = center.latitude() + spread * random.nextGaussian();
        double longitude = center.longitude() + spread * random.nextGaussian();
        return new Wgs84(Math.clamp(latitude, -90, 90), Math.IEEEremainder(longitude, 360));
    }

    @Property(tries = 300)
    void the_nearest_are_those_that_a_comparison_of_all_finds(
            @ForAll("places") Wgs84 one,
            @ForAll("places") Wgs84 other,
            @ForAll("places") Wgs84 point,
            @ForAll @IntRange(min = 1, max = 700) int count,
            @ForAll @DoubleRange(max = 100_000) double radiusM,
            @ForAll @IntRange(min = 1, max = 100) int limit,
            @ForAll Set<Medium> open,
            @ForAll long seed) {
        // Given
        List<LiveUnit> units = units(List.of(one, other, point), count, seed);
        Search search = new Search(point, radiusM, Set.of(), limit);

        // When
        Found found = Sketch.picture(units).nearest(search, (kind, media) -> new InSeason(usable(media, open)), NOW);

        // Then
        assertThat(found.units()).isEqualTo(byComparingAll(units, search, open));
        assertThat(found.able()).isEqualTo(count);
        assertThat(found.committed()).isEqualTo(count(units, Availability.COMMITTED));
        assertThat(found.outOfService()).isEqualTo(count(units, Availability.UNAVAILABLE));
        assertThat(found.withoutPosition())
                .isEqualTo(count(
                        units.stream()
                                .filter(unit -> unit.unit().position().isEmpty())
                                .toList(),
                        Availability.FREE));
    }

    private static Set<Medium> usable(Set<Medium> media, Set<Medium> open) {
        Set<Medium> usable = new HashSet<>(media);
        usable.retainAll(open);
        return usable;
    }

    private static double speed(LiveUnit unit, Set<Medium> open) {
        return unit.kind().speedOn(usable(Medium.among(unit.kind().capabilities()), open));
    }

    private static List<NearUnit> byComparingAll(List<LiveUnit> units, Search search, Set<Medium> open) {
        return units.stream()
                .filter(unit -> unit.availability() == Availability.FREE)
                .flatMap(unit ->
                        unit.unit().position().stream().map(at -> search.from(at, unit, speed(unit, open), NOW)))
                .sorted()
                .limit(search.limit())
                .toList();
    }

    private static int count(List<LiveUnit> units, Availability availability) {
        return (int) units.stream()
                .filter(unit -> unit.availability() == availability)
                .count();
    }
}
