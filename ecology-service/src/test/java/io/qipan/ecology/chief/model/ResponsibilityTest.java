package io.qipan.ecology.chief.model;

import static io.qipan.ecology.chief.model.Plot.SINCE;
import static io.qipan.ecology.chief.model.Plot.appointed;
import static io.qipan.ecology.chief.model.Plot.at;
import static io.qipan.ecology.chief.model.Plot.box;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.chief.model.Gap.Fault;
import io.qipan.ecology.chief.model.Responsibility.KindAnswer;
import io.qipan.ecology.chief.model.Responsibility.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResponsibilityTest {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Jurisdiction COUNTY = box(ResourceKind.RIVER, Level.COUNTY, "C", 0, 0, 10, 10);
    private static final Jurisdiction WEST = box(ResourceKind.RIVER, Level.TOWNSHIP, "T1", 0, 0, 5, 10);
    private static final Jurisdiction EAST = box(ResourceKind.RIVER, Level.TOWNSHIP, "T2", 5, 0, 10, 10);

    private static KindAnswer river(Responsibility responsibility, double x, double y, Instant time) {
        return responsibility
                .resolve(at(x, y), time, List.of(ResourceKind.RIVER))
                .getFirst();
    }

    private static Responsibility unmanned(Jurisdiction... jurisdictions) {
        return new Responsibility(Plot.borders(jurisdictions), Posts.of(List.of()));
    }

    @Test
    void allLevelsAreAnsweredAtOnceWithTheirHoles() {
        // Given
        Responsibility responsibility = new Responsibility(
                Plot.borders(COUNTY, WEST),
                Posts.of(List.of(
                        appointed(COUNTY, Post.CHIEF, "zhao", "2026-01-01T00:00:00Z", ""),
                        appointed(COUNTY, Post.POLICE_CHIEF, "qian", "2026-01-01T00:00:00Z", ""),
                        appointed(WEST, Post.CHIEF, "sun", "2026-01-01T00:00:00Z", ""))));

        // When
        KindAnswer answer = river(responsibility, 2, 2, NOW);

        // Then
        assertThat(answer.levels())
                .extracting(level -> level.level() + " " + level.state())
                .containsExactly(
                        "PROVINCE NO_JURISDICTION",
                        "CITY NO_JURISDICTION",
                        "COUNTY COMPLETE",
                        "TOWNSHIP NO_APPOINTMENT",
                        "VILLAGE NO_JURISDICTION");
        assertThat(answer.levels().get(3).answerable().getFirst().chief())
                .hasValueSatisfying(chief -> assertThat(chief.person()).isEqualTo("sun"));
    }

    @Test
    void whereNoLevelLooksAfterAKindNothingIsMissing() {
        // When
        KindAnswer answer = river(unmanned(COUNTY), 20, 20, NOW);

        // Then
        assertThat(answer.levels()).isEmpty();
    }

    @Test
    void aHandoverIsAnsweredToTheMoment() {
        // Given
        Appointment old = appointed(COUNTY, Post.CHIEF, "zhao", "2026-01-01T00:00:00Z", "2026-06-01T00:00:00Z");
        Appointment next = appointed(COUNTY, Post.CHIEF, "zhou", "2026-06-01T00:00:00Z", "");
        Responsibility responsibility = new Responsibility(Plot.borders(COUNTY), Posts.of(List.of(next, old)));
        Instant moment = Instant.parse("2026-06-01T00:00:00Z");

        // When
        List<Optional<Appointment>> chiefs = List.of(moment.minusNanos(1_000), moment).stream()
                .map(time -> river(responsibility, 1, 1, time)
                        .levels()
                        .get(2)
                        .answerable()
                        .getFirst()
                        .chief())
                .toList();

        // Then
        assertThat(chiefs).containsExactly(Optional.of(old), Optional.of(next));
    }

    @Test
    void aPointOnTheSharedBorderBelongsToTheSmallerNameAndIsNoOverlap() {
        // When
        KindAnswer answer = river(unmanned(COUNTY, EAST, WEST), 5, 5, NOW);

        // Then
        assertThat(answer.levels().get(3).state()).isEqualTo(State.NO_APPOINTMENT);
        assertThat(answer.levels().get(3).answerable())
                .extracting(found -> found.jurisdiction().code())
                .containsExactly("T1");
    }

    @Test
    void groundThatTwoHaveIsAnOverlapOfBoth() {
        // Given
        Jurisdiction wide = box(ResourceKind.RIVER, Level.TOWNSHIP, "T3", 4, 0, 10, 10);

        // When
        KindAnswer answer = river(unmanned(WEST, wide), 4.5, 5, NOW);

        // Then
        assertThat(answer.levels().get(3).state()).isEqualTo(State.OVERLAP);
        assertThat(answer.levels().get(3).answerable())
                .extracting(found -> found.jurisdiction().code())
                .containsExactly("T1", "T3");
    }

    @Test
    void bordersAreThoseOfTheTimeThatIsAskedFor() {
        // Given
        Instant redrawn = Instant.parse("2026-05-01T00:00:00Z");
        Jurisdiction smaller = box(ResourceKind.RIVER, Level.COUNTY, "C", 0, 0, 5, 10);
        Borders borders = Borders.of(
                List.of(Plot.revision(1, SINCE), Plot.revision(2, redrawn)),
                List.of(
                        new JurisdictionVersion(COUNTY, 1, Optional.of(2L)),
                        new JurisdictionVersion(smaller, 2, Optional.empty())),
                Optional.empty());
        Responsibility responsibility = new Responsibility(borders, Posts.of(List.of()));

        // When
        KindAnswer before = river(responsibility, 8, 5, redrawn.minusSeconds(1));

        // Then
        assertThat(before.levels()).isNotEmpty();
        assertThat(river(responsibility, 8, 5, redrawn).levels()).isEmpty();
        assertThat(river(responsibility, 8, 5, SINCE.minusSeconds(1)).levels()).isEmpty();
    }

    @Test
    void aCorridorReachesAsFarAsItSays() {
        // Given
        Jurisdiction stream = Plot.line(Level.VILLAGE, "S", 100, 120, 42, 120.5, 42.3);
        Responsibility responsibility = unmanned(stream);
        // At right angles to the east there are 82,850 m in a degree of longitude at 42 degrees north.
        double hundredMetres = 100 * 100 / 82_850.0;
        // When
        KindAnswer beside = river(responsibility, -0.97 * hundredMetres, 0, NOW);

        // Then
        assertThat(beside.levels()).isNotEmpty();
        assertThat(river(responsibility, -1.03 * hundredMetres, 0, NOW).levels())
                .isEmpty();
        assertThat(river(responsibility, 25, 15, NOW).levels()).isNotEmpty();
    }

    @Test
    void holesAndOverlapsAreToldWithPlaceAndSize() {
        // Given
        Jurisdiction third = box(ResourceKind.RIVER, Level.TOWNSHIP, "T3", 4, 0, 8, 10);

        // When
        List<Gap> gaps = unmanned(COUNTY, WEST, third).gaps(new Layer(ResourceKind.RIVER, Level.TOWNSHIP), NOW);

        // Then
        assertThat(gaps)
                .filteredOn(gap -> gap.fault() == Fault.HOLE || gap.fault() == Fault.OVERLAP)
                .extracting(gap -> gap.fault() + " " + gap.jurisdiction() + " "
                        + gap.other().orElse("-"))
                .containsExactly(
                        "HOLE jurisdictions/river-county-C -",
                        "OVERLAP jurisdictions/river-township-T1 jurisdictions/river-township-T3");
        // 0.02 by 0.1 degrees: 1,654 m by 11,107 m on the ellipsoid.
        assertThat(gaps.getFirst().areaM2()).isCloseTo(18.36e6, within(0.2e6));
        assertThat(gaps.getFirst().place().longitude()).isBetween(120.08, 120.1);
        assertThat(gaps).filteredOn(gap -> gap.fault() == Fault.VACANT).hasSize(4);
    }

    @Test
    void aLayerWithoutParentsOfTheNextLevelIsHeldAgainstTheOneAbove() {
        // When
        List<Gap> gaps = unmanned(COUNTY).gaps(new Layer(ResourceKind.RIVER, Level.VILLAGE), NOW);

        // Then
        assertThat(gaps).extracting(Gap::fault).containsExactly(Fault.HOLE);
    }

    @Test
    void whatLapsesSoonAndWhatHasLapsedIsTold() {
        // Given
        Responsibility responsibility = new Responsibility(
                Plot.borders(COUNTY),
                Posts.of(List.of(
                        appointed(COUNTY, Post.CHIEF, "zhao", "2026-01-01T00:00:00Z", "2026-12-01T00:00:00Z"),
                        appointed(COUNTY, Post.POLICE_CHIEF, "qian", "2026-01-01T00:00:00Z", "2026-11-01T00:00:00Z"))));

        // When
        List<Gap> gaps = responsibility.gaps(new Layer(ResourceKind.RIVER, Level.COUNTY), NOW);

        // Then
        assertThat(gaps)
                .extracting(gap -> gap.fault() + " " + gap.since().orElseThrow())
                .containsExactly("LAPSING 2026-12-01T00:00:00Z", "VACANT 2026-11-01T00:00:00Z");
    }

    @Test
    void anAppointmentThatIsFollowedDoesNotLapse() {
        // Given
        Responsibility responsibility = new Responsibility(
                Plot.borders(COUNTY),
                Posts.of(List.of(
                        appointed(COUNTY, Post.POLICE_CHIEF, "li", "2026-01-01T00:00:00Z", ""),
                        appointed(COUNTY, Post.CHIEF, "zhao", "2026-01-01T00:00:00Z", "2026-12-01T00:00:00Z"),
                        appointed(COUNTY, Post.CHIEF, "zhou", "2026-12-01T00:00:00Z", ""))));

        // When
        List<Gap> gaps = responsibility.gaps(new Layer(ResourceKind.RIVER, Level.COUNTY), NOW);

        // Then
        assertThat(gaps).isEmpty();
    }
}
