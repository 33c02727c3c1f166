package io.qipan.patrol.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.station.model.Station;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.place.Datum.Bd09;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.work.UnitOfWork;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class StationsContract {
    private static final Station HARBOUR =
            new Station("stations/harbour", 1, "Harbour", "码头", new Bd09(39.678, 106.812));

    abstract Stations stations();

    abstract UnitOfWork unitOfWork();

    @Test
    void a_station_is_kept_with_the_datum_it_was_given_in() {
        // Given
        unitOfWork().run("test", () -> stations().add(HARBOUR));

        // When
        List<Station> listed = list(Page.of(10, 50, "", ""));

        // Then
        assertThat(listed).containsExactly(HARBOUR);
    }

    @Test
    void a_name_is_given_once() {
        // Given
        unitOfWork().run("test", () -> stations().add(HARBOUR));
        Station namesake = new Station(HARBOUR.name(), 1, "Other", "其他", new Wgs84(0, 0));

        // When
        boolean added = unitOfWork().run("test", () -> stations().add(namesake));

        // Then
        assertThat(added).isFalse();
        assertThat(list(Page.of(10, 50, "", ""))).containsExactly(HARBOUR);
    }

    @Test
    void what_was_added_exists_and_nothing_else() {
        // Given
        unitOfWork().run("test", () -> stations().add(HARBOUR));

        // When
        List<Boolean> exist = unitOfWork()
                .read(() -> List.of(
                        stations().exists("stations/harbour"), stations().exists("stations/moon")));

        // Then
        assertThat(exist).containsExactly(true, false);
    }

    @Test
    void pages_go_by_name_in_the_order_of_bytes() {
        // Given
        for (String id : List.of("b", "a", "Z", "c-1", "1")) {
            Station station = new Station("stations/" + id, 1, id, id, new Wgs84(39, 106));
            unitOfWork().run("test", () -> stations().add(station));
        }

        // When
        List<Station> first = list(Page.of(2, 50, "", ""));

        // Then
        Page page = Page.of(2, 50, "", "");
        assertThat(first).extracting(Station::name).containsExactly("stations/1", "stations/Z", "stations/a");
        assertThat(list(Page.of(2, 50, page.next(first, Station::name), "")))
                .extracting(Station::name)
                .containsExactly("stations/a", "stations/b", "stations/c-1");
    }

    private List<Station> list(Page page) {
        return unitOfWork().read(() -> stations().list(page));
    }
}
