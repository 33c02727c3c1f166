package io.qipan.dispatch.gazetteer;

import static io.qipan.dispatch.Places.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.qipan.dispatch.gazetteer.model.Entry;
import io.qipan.dispatch.gazetteer.model.GazetteerRevision;
import io.qipan.dispatch.gazetteer.model.Place;
import io.qipan.dispatch.gazetteer.model.Place.Posts;
import io.qipan.dispatch.gazetteer.model.PlaceKind;
import io.qipan.dispatch.gazetteer.model.SourceChange;
import io.qipan.runtime.place.MapDatum;
import io.qipan.testkit.TestDatabase;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

class PostgresGazetteersIT {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/dispatch").keeping("incident_type");

    private final Gazetteers gazetteers = new PostgresGazetteers();

    private static Place road(int code, String name) {
        return new Place(
                Integer.toString(code),
                PlaceKind.ROAD,
                name,
                List.of("a \"quoted\" alias", "别名"),
                "150302",
                List.of("0473-1"),
                Optional.of(new GeometryFactory()
                        .createLineString(
                                new Coordinate[] {new Coordinate(106.7000000001, 39.6), new Coordinate(106.8, 39.6)})),
                0.1,
                Optional.of(new Posts(10, 2.5)));
    }

    private void add(long number, String source, SourceChange change) {
        DATABASE.unitOfWork().run("system:test", () -> {
            GazetteerRevision revision =
                    new GazetteerRevision(number, source, MapDatum.GCJ02, NOW, "eva", "why", 1, 2, 3);
            gazetteers.add(revision, change);
            assertThat(gazetteers.revision(number)).contains(revision);
            return number;
        });
    }

    @Test
    void gives_back_what_it_was_given_also_thousands_of_them() {
        // Given
        List<Place> many = IntStream.range(10_000, 22_000)
                .mapToObj(code -> road(code, "路" + code))
                .toList();

        // When
        add(1, "roads", new SourceChange(many, List.of(), List.of()));

        // Then
        List<Place> stored = DATABASE.unitOfWork().read(() -> gazetteers.of("roads"));
        assertThat(stored).isEqualTo(many);
    }

    @Test
    void an_old_revision_stays_as_it_was() {
        // Given
        add(1, "roads", new SourceChange(List.of(road(1, "A"), road(2, "B")), List.of(), List.of()));
        add(2, "other", new SourceChange(List.of(road(1, "C")), List.of(), List.of()));

        // When
        add(3, "roads", new SourceChange(List.of(), List.of(road(1, "D")), List.of("2")));

        // Then
        assertThat(DATABASE.unitOfWork().read(() -> gazetteers.at(2)))
                .extracting(entry -> entry.name() + " " + entry.place().name())
                .containsExactly("places/other/1 C", "places/roads/1 A", "places/roads/2 B");
        assertThat(DATABASE.unitOfWork().read(() -> gazetteers.at(3)))
                .extracting(Entry::place)
                .extracting(Place::name)
                .containsExactly("C", "D");
        assertThat(DATABASE.unitOfWork().read(() -> gazetteers.countBeside("roads")))
                .isEqualTo(1);
    }

    @Test
    void the_database_itself_keeps_a_place_from_being_there_twice() {
        // Given
        add(1, "roads", new SourceChange(List.of(road(1, "A")), List.of(), List.of()));

        // When
        Throwable thrown =
                catchThrowable(() -> add(2, "roads", new SourceChange(List.of(road(1, "B")), List.of(), List.of())));

        // Then
        assertThat(thrown).hasStackTraceContaining("gazetteer_place_now");
    }
}
