package io.qipan.patrol.suspicion.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.coverage.model.Beat;
import io.qipan.patrol.coverage.model.Quarter;
import io.qipan.patrol.position.model.Fix;
import io.qipan.patrol.position.model.Motion;
import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.suspicion.model.PlaceLikeness.Match;
import io.qipan.patrol.suspicion.model.Reason.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Random ways through a town, one of them played again and one gone again. */
class CopiesProperty {
    static final Instant MORNING = Instant.parse("2026-11-20T01:03:20Z");
    private static final Duration RIDE = Duration.ofMinutes(40);
    /** Beat draws in hectometres. */
    private static final double HM = 100;

    /** Corners of a way that is long enough for every speed. */
    static List<double[]> way(Random random) {
        List<double[]> corners = new ArrayList<>();
        double x = 0;
        double y = 0;
        double heading = 2 * Math.PI * random.nextDouble();
        for (double metres = 0; metres < 60_000; ) {
            corners.add(new double[] {x, y});
            double leg = 100 + 900 * random.nextDouble();
            x += leg / HM * Math.cos(heading);
            y += leg / HM * Math.sin(heading);
            heading += (random.nextDouble() - 0.5) * Math.PI;
            metres += leg;
        }
        return corners;
    }

    /** Along the way, as a receiver tells it that is wrong by so much. */
    static List<Fix> ride(List<double[]> way, Instant from, double speedMps, int everyS, double noiseM, Random noise) {
        List<Fix> fixes = new ArrayList<>();
        for (int s = 0; s < RIDE.toSeconds(); s += everyS) {
            double[] at = at(way, speedMps * s);
            fixes.add(Beat.fix(
                    "phone",
                    from.plusSeconds(s),
                    at[0] + noiseM / HM * noise.nextGaussian(),
                    at[1] + noiseM / HM * noise.nextGaussian(),
                    false));
        }
        return fixes;
    }

    private static double[] at(List<double[]> way, double metres) {
        double left = metres;
        for (int i = 1; i < way.size(); i++) {
            double[] a = way.get(i - 1);
            double[] b = way.get(i);
            double leg = HM * Math.hypot(b[0] - a[0], b[1] - a[1]);
            if (left <= leg) {
                return new double[] {a[0] + (b[0] - a[0]) * left / leg, a[1] + (b[1] - a[1]) * left / leg};
            }
            left -= leg;
        }
        return way.getLast();
    }

    static List<Fix> playedAgain(List<Fix> fixes, Duration later, int oneIn, int first) {
        return IntStream.range(0, fixes.size())
                .filter(i -> i % oneIn == first % oneIn)
                .mapToObj(fixes::get)
                .map(fix -> later(fix, later))
                .toList();
    }

    private static Fix later(Fix fix, Duration by) {
        Instant at = fix.position().fixedAt().plus(by);
        Position position =
                Position.reported(fix.position().wgs84(), fix.position().accuracyM(), at, at);
        return new Fix("other", fix.sequence(), position, Motion.UNTOLD, false, Optional.empty());
    }

    private static List<Signs> signs(List<Fix> fixes) {
        Quarter.Run run = new Quarter.Run(
                Quarter.of(fixes.getFirst().position().fixedAt()),
                Quarter.of(fixes.getLast().position().fixedAt()));
        return List.copyOf(
                Signs.byQuarter(run, fixes, 70, quarter -> Optional.empty()).values());
    }

    /** What the adapter asks PostgreSQL for. */
    private static List<PairLikeness> likenesses(List<Signs> signs, List<Signs> others) {
        List<PairLikeness> found = new ArrayList<>();
        for (Signs own : signs) {
            for (Signs other : others) {
                Set<Long> common = new HashSet<>(own.pairs().hashes());
                common.retainAll(other.pairs().hashes());
                if (!common.isEmpty()) {
                    found.add(new PairLikeness(
                            own.quarter(),
                            "units/a",
                            other.quarter(),
                            common.size(),
                            other.pairs().level()));
                }
            }
        }
        return found;
    }

    /** The same. */
    private static List<PlaceLikeness> placeLikenesses(List<Signs> signs, List<Signs> others) {
        List<PlaceLikeness> found = new ArrayList<>();
        for (Signs own : signs) {
            for (Signs other : others) {
                List<Match> common = own.places().atMs().entrySet().stream()
                        .filter(one -> other.places().atMs().containsKey(one.getKey()))
                        .map(one -> new Match(
                                one.getKey(),
                                one.getValue(),
                                Objects.requireNonNull(other.places().atMs().get(one.getKey()))))
                        .toList();
                if (!common.isEmpty()) {
                    found.add(new PlaceLikeness(
                            own.quarter(),
                            "units/a",
                            other.quarter(),
                            other.places().level(),
                            common));
                }
            }
        }
        return found;
    }

    static List<Reason> copies(List<Fix> of, List<Fix> fixes) {
        List<Signs> signs = signs(fixes);
        List<Signs> others = signs(of);
        return Suspicion.of(signs, List.of(), likenesses(signs, others), placeLikenesses(signs, others), List.of())
                .reasons()
                .stream()
                .filter(reason -> reason.kind() == Kind.REPLAYED_TRACK)
                .toList();
    }

    @Property(tries = 200)
    void a_copy_with_fixes_left_out_and_its_time_shifted_is_found_and_explained(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 10) int everyS,
            @ForAll @IntRange(min = 1, max = 2) int oneIn,
            @ForAll @IntRange(max = 200_000) int laterS) {
        Random random = new Random(seed);
        double speed = 6 + 10 * random.nextDouble();
        List<Fix> first = ride(way(random), MORNING, speed, everyS, 3, random);

        List<Reason> reasons = copies(first, playedAgain(first, Duration.ofSeconds(laterS), oneIn, random.nextInt(3)));

        assertThat(reasons).singleElement().satisfies(reason -> {
            assertThat(reason.weight()).isGreaterThan(0.5);
            assertThat(reason.otherUnit()).contains("units/a");
            assertThat(reason.text()).contains("to the metre", "fixes may have been left out");
        });
    }

    @Property(tries = 200)
    void the_same_way_on_another_day_at_another_speed_is_no_copy(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 10) int everyS,
            @ForAll @IntRange(max = 4) int noiseM,
            @ForAll boolean faster) {
        Random random = new Random(seed);
        List<double[]> way = way(random);
        double speed = 6 + 10 * random.nextDouble();
        double factor = faster ? 1.15 + 0.85 * random.nextDouble() : 0.5 + 0.35 * random.nextDouble();
        Instant nextDay = MORNING.plus(Duration.ofDays(1)).plusSeconds(random.nextInt(7_200));

        List<Reason> reasons = copies(
                ride(way, MORNING, speed, everyS, noiseM, random),
                ride(way, nextDay, speed * factor, everyS, noiseM, random));

        assertThat(reasons).isEmpty();
    }

    /** One convoy, one beat: as alike as honest tracks can be. */
    @Property(tries = 300)
    void whoever_follows_another_one_at_the_same_speed_is_no_thin_copy(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 10) int everyS,
            @ForAll @IntRange(min = 1, max = 4) int noiseM,
            @ForAll @IntRange(max = 3_600) int laterS) {
        Random random = new Random(seed);
        List<double[]> way = way(random);
        double speed = 6 + 10 * random.nextDouble();

        List<Signs> signs = signs(ride(way, MORNING.plusSeconds(laterS), speed, everyS, noiseM, random));

        List<Reason> reasons = ThinCopies.found(
                signs, placeLikenesses(signs, signs(ride(way, MORNING, speed, everyS, noiseM, random))));

        assertThat(reasons).isEmpty();
    }

    @Property(tries = 50)
    void what_is_kept_of_a_quarter_is_bounded(@ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int everyS) {
        Random random = new Random(seed);

        List<Signs> signs = signs(ride(way(random), MORNING, 12, everyS, 3, random));

        assertThat(signs).allSatisfy(one -> {
            assertThat(one.pairs().hashes()).hasSizeLessThanOrEqualTo(64);
            assertThat(one.places().atMs()).hasSizeLessThanOrEqualTo(64);
        });
    }
}
