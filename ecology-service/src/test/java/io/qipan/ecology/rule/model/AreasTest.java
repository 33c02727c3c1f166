package io.qipan.ecology.rule.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.rule.model.Area.Kind;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

class AreasTest {
    /** A square of 1 degree; 0.1 degrees of latitude are 11.1 km. */
    private static final AreaShape SQUARE =
            new AreaShape(new GeometryFactory().toGeometry(new Envelope(106, 107, 39, 40)), 5_000);

    private static final Area LEAGUE =
            new Area("150000", text("league"), Kind.ADMINISTRATIVE, Optional.empty(), Optional.empty());
    private static final Area CITY =
            new Area("150300", text("city"), Kind.ADMINISTRATIVE, Optional.of(LEAGUE), Optional.of(SQUARE));
    private static final Area DISTRICT =
            new Area("150302", text("district"), Kind.ADMINISTRATIVE, Optional.of(CITY), Optional.empty());
    private static final Area BASIN =
            new Area("basin", text("basin"), Kind.BASIN, Optional.empty(), Optional.of(SQUARE));
    private static final Areas PLACE = new Areas(List.of(CITY), text("the city"));

    private static Text text(String words) {
        return new Text(words, words);
    }

    private static Act act(Optional<Wgs84> point, double uncertaintyM, Optional<Area> area) {
        return new Act(
                Instant.EPOCH,
                new Activity("digging", text("digging"), Optional.empty()),
                point,
                uncertaintyM,
                Optional.empty(),
                area,
                Facts.NONE,
                LocalDate.EPOCH);
    }

    @ParameterizedTest
    @CsvSource({
        "39.5, 106.5, 0, Inside",
        "39.5, 106.5, 60000, Uncertain",
        "39.06, 106.5, 0, Inside",
        "39.04, 106.5, 0, Uncertain",
        "38.96, 106.5, 0, Uncertain",
        "38.94, 106.5, 0, Outside",
        "38.94, 106.5, 2000, Uncertain",
        "39.5, 107.06, 0, Outside"
    })
    void aPointIsCertainOnlyAwayFromTheBorder(double latitude, double longitude, double uncertaintyM, String fit) {
        // When
        Fit found = PLACE.fit(act(Optional.of(new Wgs84(latitude, longitude)), uncertaintyM, Optional.empty()));

        // Then
        assertThat(found.getClass().getSimpleName()).isEqualTo(fit);
    }

    @Test
    void aNamedPartOfTheAreaIsInsideForCertain() {
        // When
        Fit found = PLACE.fit(act(Optional.empty(), 0, Optional.of(DISTRICT)));

        // Then
        assertThat(found).isInstanceOf(Fit.Inside.class);
    }

    @Test
    void ofANamedWiderAreaThePointDecides() {
        // When
        Fit unknown = PLACE.fit(act(Optional.empty(), 0, Optional.of(LEAGUE)));
        Fit known = PLACE.fit(act(Optional.of(new Wgs84(39.5, 106.5)), 0, Optional.of(LEAGUE)));

        // Then
        assertThat(unknown).isInstanceOf(Fit.Uncertain.class);
        assertThat(known).isInstanceOf(Fit.Inside.class);
    }

    @Test
    void anotherAreaOfTheKindIsOutsideAndOneOfAnotherKindSaysNothing() {
        // Given
        Area other = new Area("150400", text("other"), Kind.ADMINISTRATIVE, Optional.of(LEAGUE), Optional.empty());

        // When
        Fit outside = PLACE.fit(act(Optional.empty(), 0, Optional.of(other)));
        Fit unknown = PLACE.fit(act(Optional.empty(), 0, Optional.of(BASIN)));

        // Then
        assertThat(outside).isInstanceOf(Fit.Outside.class);
        assertThat(unknown).isInstanceOf(Fit.Uncertain.class);
    }

    @ParameterizedTest
    @CsvSource({"39.5, 110.0, Inside", "39.5, 110.0035, Uncertain", "39.5, 110.006, Outside"})
    void aStripAlongALineHasItsWidth(double latitude, double longitude, String fit) {
        // Given
        AlongLine road = new AlongLine(
                text("the road"),
                new Corridor(List.of(new Wgs84(39, 110), new Wgs84(40, 110)), 300, 50),
                text("300 m along the road"));

        // When
        Fit found = road.fit(act(Optional.of(new Wgs84(latitude, longitude)), 0, Optional.empty()));

        // Then
        assertThat(found.getClass().getSimpleName()).isEqualTo(fit);
    }
}
