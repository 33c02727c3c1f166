package io.qipan.dispatch.recommend;

import static io.qipan.dispatch.Places.NOW;
import static io.qipan.dispatch.Places.RIVER_BANK;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.peer.FakePatrol;
import io.qipan.dispatch.recommend.model.Candidate;
import io.qipan.dispatch.recommend.model.Candidate.Duty;
import io.qipan.dispatch.recommend.model.Candidate.Fix;
import io.qipan.dispatch.recommend.model.Media;
import io.qipan.dispatch.recommend.model.Need;
import io.qipan.dispatch.recommend.model.Picture;
import io.qipan.dispatch.recommend.model.Recommendation;
import io.qipan.dispatch.recommend.model.Recommendation.Target;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.testkit.FakeUnitOfWork;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whoever reads only the soonest units recommends what it would if it read all. */
class SoonestProperty {
    private static final Target THERE = new Target(RIVER_BANK, 500);
    private static final Media FREEZING = new Media(Set.of("road", "air"), Set.of("water"));
    private static final List<String> CAPABILITIES = List.of("road", "water", "air", "diving", "rescue");

    @Property
    void the_soonest_units_are_enough_to_choose_among_all(
            @ForAll("fleets") List<Candidate> fleet, @ForAll("needs") List<Need> needs) {
        // Given
        FakePatrol patrol = new FakePatrol();
        ReadUnits readUnits = new ReadUnits(FakeUnitOfWork.over(), patrol, new PostgresKnownUnits());
        patrol.season(FREEZING);
        fleet.forEach(patrol::register);
        Recommendation amongAll = choose(readUnits.pictureAt(RIVER_BANK), needs);

        patrol.failWholeFleet();

        // When
        Recommendation amongFew = choose(readUnits.pictureFor(needs, THERE), needs);

        // Then
        assertThat(amongFew).isEqualTo(amongAll);
    }

    private static Recommendation choose(Picture picture, List<Need> needs) {
        return picture.choose(needs, THERE, NOW);
    }

    @Provide
    Arbitrary<List<Candidate>> fleets() {
        Arbitrary<Set<String>> capabilities =
                Arbitraries.of(CAPABILITIES).set().ofMinSize(1).ofMaxSize(4);
        Arbitrary<Optional<Fix>> fixes = Arbitraries.integers()
                .between(1, 40)
                .map(hundredths ->
                        new Fix(new Wgs84(RIVER_BANK.latitude() + hundredths / 100.0, RIVER_BANK.longitude()), NOW))
                .optional(0.95);
        Arbitrary<Candidate> units = Combinators.combine(
                        capabilities,
                        fixes,
                        Arbitraries.of(8.0, 14.0),
                        Arbitraries.frequency(Tuple.of(8, true), Tuple.of(1, false)),
                        Arbitraries.of(Duty.values()))
                .as((can, fix, speed, free, duty) ->
                        new Candidate("", "", "kind", new HashSet<>(can), speed, 60, true, !free, duty, fix));
        return units.list().ofMaxSize(40).map(SoonestProperty::named);
    }

    private static List<Candidate> named(List<Candidate> units) {
        return IntStream.range(0, units.size())
                .mapToObj(i -> {
                    Candidate unit = units.get(i);
                    return new Candidate(
                            "units/u" + i,
                            "u" + i,
                            unit.kind(),
                            unit.capabilities(),
                            unit.speedMps(),
                            unit.staleAfterSeconds(),
                            unit.inService(),
                            unit.committed(),
                            unit.duty(),
                            unit.position());
                })
                .toList();
    }

    @Provide
    Arbitrary<List<Need>> needs() {
        return Combinators.combine(
                        Arbitraries.of("road", "water", "air", "diving", "rescue", ""),
                        Arbitraries.integers().between(1, 4))
                .as(Need::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }
}
